using MimeKit;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that announces a break-glass, when it is asked for and when it has released a deployment.</summary>
public static class BreakGlassEmail
{
    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="managers">Of those who wrote the change.</param>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(
        Review review, BreakGlass known, IReadOnlyList<Person> managers, MailOptions options, DateTimeOffset at)
    {
        var request = review.Request;
        var isUsed = known.Uses.Any(use => use.Deployment == review.Id);
        List<string> facts =
        [
            $"{request.Service} to {request.Environment}, commits {request.Commits} of {request.Repository}",
            $"asked for by {known.Asked.Person.Name} at {Words.Of(known.Asked.At)}",
            $"reason: {known.Asked.Reason}",
            $"incident: {known.Asked.Incident}",
        ];
        if (known.Confirmed is { } confirmed)
        {
            var comment = confirmed.Comment is null ? "" : $": {confirmed.Comment}";
            facts.Add($"confirmed by {confirmed.Person.Name} at {Words.Of(confirmed.At)}{comment}");
        }

        var body = new MailBody()
            .Paragraph(isUsed
                ? "A break-glass released a deployment past its review or a freeze."
                : "Somebody asks to release a deployment by break-glass. A second person has to confirm it before "
                    + $"{Words.Of(known.ConfirmBy)}.")
            .Section("The break-glass", facts);
        if (isUsed)
        {
            body = body.Paragraph("It is reviewed after the fact; the operators hear of it where nobody approves it.");
        }

        body = body.Link("The review with its audit trail", GateMail.PageOf(review.Id, options));
        var to = options.OperatorAddresses
            .Concat(managers.Select(manager => manager.Email).OfType<string>().Where(address => Mailboxes.TryParse(address, out _)))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(MailboxAddress.Parse);
        var subject = $"Break-glass {(isUsed ? "used" : "asked for")}: {request.Service} to {request.Environment}";
        return GateMail.Create(
            review.Id.Value, $"break-glass-{known.Number}-{(isUsed ? "used" : "asked")}", subject, to, body, options, at);
    }
}
