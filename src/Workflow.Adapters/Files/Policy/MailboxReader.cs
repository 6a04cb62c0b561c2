using MimeKit;
using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads the e-mail address of who answers for something.</summary>
internal static class MailboxReader
{
    public static string? Read(YamlNode node, string what, ValueReader values)
    {
        var address = values.Text(node, what);
        if (address is null || (EmailAddress.IsValid(address) && MailboxAddress.TryParse(address, out _)))
        {
            return address;
        }

        values.Problems.Add(node, $"{what} '{address}' is not {EmailAddress.What}");
        return null;
    }
}
