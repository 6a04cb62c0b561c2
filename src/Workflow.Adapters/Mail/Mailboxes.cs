using System.Diagnostics.CodeAnalysis;
using MimeKit;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>Addresses and one-line texts that are safe in a mail's headers.</summary>
internal static class Mailboxes
{
    /// <summary>Accepts exactly one address with a domain or host, with or without a name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        return text is not null
            && !text.Any(char.IsControl)
            && MailboxAddress.TryParse(text, out mailbox)
            && mailbox.Address.IndexOf('@', StringComparison.Ordinal) > 0;
    }

    /// <summary>The people that have a usable address.</summary>
    public static IEnumerable<MailboxAddress> Of(IEnumerable<Person> people) => Of(MailRecipient.Of(people));

    /// <summary>Those whose address is usable.</summary>
    public static IEnumerable<MailboxAddress> Of(IEnumerable<MailRecipient> recipients)
    {
        foreach (var one in recipients)
        {
            if (TryParse(one.Address, out var mailbox))
            {
                yield return new MailboxAddress(OneLine.Of(one.Name), mailbox.Address);
            }
        }
    }
}
