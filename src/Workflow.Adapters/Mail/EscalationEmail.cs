using MimeKit;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that tells people of a review that nobody answers.</summary>
public static class EscalationEmail
{
    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="step">The step that begins.</param>
    /// <param name="recipients">Those without an address are left out.</param>
    /// <param name="token">Of the link of the one recipient; null for a mail that decides nothing.</param>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, string? token, MailOptions options, DateTimeOffset at)
    {
        var request = review.Request;
        var subject = $"Review waits: {request.Service} to {request.Environment}";
        var body = new MailBody()
            .Paragraph($"A deployment of {request.Service} to {request.Environment} waits for a review, and it is not decided yet.")
            .Section("Asked, no answer yet", Silent(review, step).Select(Describe))
            .Section("Decided so far", review.Decisions.Select(one => $"{one.ReviewerName}: {Words.Of(one.Kind)}"))
            .Facts(review)
            .Paragraph(AtTheDeadline(review, step))
            .Decision(token, "Those who were asked decide in Teams, on the card that they were sent.", options)
            .Link("The review with its evidence", GateMail.PageOf(review.Id, options));

        // A step may begin again, under a stricter policy; and who can decide gets a mail of their own.
        var turn = GateMail.Digest($"{review.Deadline?.UtcTicks} {(token is null ? "" : recipients[0].Id)}");
        return GateMail.Create(
            review.Id.Value, $"{GateMail.IdPart(step.Name)}.{turn}.escalation", subject, Mailboxes.Of(recipients), body, options, at);
    }

    /// <summary>Neither those who handed the review over nor those whom the step asks by this very mail.</summary>
    private static IEnumerable<AskedReviewer> Silent(Review review, EscalationStep step) => review.Asked.Where(asked =>
        asked.Delegated is null
        && !(asked.ByMail && asked.Step == step.Name)
        && review.Decisions.All(decision => decision.ReviewerId != asked.Person.Id));

    private static string Describe(AskedReviewer asked) =>
        $"{asked.Person.Name} ({Words.Of(asked.Person.Level)}), asked {Words.Of(asked.AskedAt)} as {asked.Step}"
        + (asked.Undeliverable is null ? "" : $"; the card could not be delivered: {asked.Undeliverable}");

    private static string AtTheDeadline(Review review, EscalationStep step)
    {
        var until = review.Deadline is { } deadline ? $"until {Words.Of(deadline)}" : "in the time of this step";
        var next = EscalationStep.After(review.Policy?.Escalation ?? [], step.Name).FirstOrDefault();
        return next is null
            ? $"If it is not decided {until}, the deployment is cancelled."
            : $"If it is not decided {until}, the next step begins: {next.Name}. After the last step the deployment is cancelled.";
    }
}
