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
        var what = $"{(review.AfterTheFactOf is null ? "A" : "The review after the fact of a")} deployment of {request.Service} to "
            + request.Environment;
        var subject = $"Review waits: {request.Service} to {request.Environment}";
        var body = new MailBody()
            .Paragraph($"{what} waits{(review.AfterTheFactOf is null ? " for a review" : "")}, and it is not decided yet.")
            .Paragraphs(FoundNobody(review, step) ? ["The gate has found nobody whom it could ask to review it before this mail."] : [])
            .Section("Asked, no answer yet", Silent(review, step).Select(Describe))
            .Section("Decided so far", review.Decisions.Select(one => $"{one.ReviewerName}: {Words.Of(one.Kind)}"))
            .Facts(review)
            .Paragraph(AtTheDeadline(review, step))
            .Decision(token, WhoDecides(review), options)
            .Link("The review with its evidence", GateMail.PageOf(review.Id, options));

        // A step may begin again, under a stricter policy; and who can decide gets a mail of their own.
        var turn = GateMail.Digest($"{review.Deadline?.UtcTicks} {(token is null ? "" : recipients[0].Id)}");
        return GateMail.Create(
            review.Id.Value, $"{GateMail.IdPart(step.Name)}.{turn}.escalation", subject, Mailboxes.Of(recipients), body, options, at);
    }

    /// <summary>Whether nobody was asked before, be it that no card reached them.</summary>
    private static bool FoundNobody(Review review, EscalationStep step) => review.Asked.All(asked => IsByThisMail(asked, step));

    private static bool IsByThisMail(AskedReviewer asked, EscalationStep step) => asked.IsMailedForRole && asked.Step == step.Name;

    private static string WhoDecides(Review review) =>
        review.Asked.Any(asked => asked is { CanDecide: true, ByMail: false })
            ? "Those who were asked decide in Teams, on the card that they were sent."
        : review.Asked.Any(asked => asked.CanDecide) ? "Those who were asked decide on the page to which their mail leads."
        : IsOffered(review) ? "Whoever takes the review from the post in the channel decides in Teams."
        : "Nobody can decide it yet.";

    private static bool IsOffered(Review review) => review.Posts.Any(post => post.Undeliverable is null);

    /// <summary>Neither those who handed the review over nor those whom the step asks by this very mail.</summary>
    private static IEnumerable<AskedReviewer> Silent(Review review, EscalationStep step) => review.Asked.Where(asked =>
        asked.Delegated is null
        && !IsByThisMail(asked, step)
        && review.Decisions.All(decision => decision.ReviewerId != asked.Person.Id));

    private static string Describe(AskedReviewer asked) =>
        $"{asked.Person.Name} ({Words.Of(asked.Person.Level)}), asked {Words.Of(asked.AskedAt)} as {asked.Step}"
        + (asked.Undeliverable is null ? ""
            : asked.ByMail ? $"; {asked.Undeliverable}"
            : $"; the card could not be delivered: {asked.Undeliverable}");

    /// <summary>A step that has nobody to wait for ends at once, unless its mails are all that it does.</summary>
    private static string AtTheDeadline(Review review, EscalationStep step)
    {
        var waits = step.Channel is StepChannel.Mail || IsOffered(review) || review.Asked.Any(asked => asked.CanDecide);
        var unless = !waits ? "As nobody can decide it"
            : review.Deadline is { } deadline ? $"If it is not decided until {Words.Of(deadline)}"
            : "If it is not decided in the time of this step";
        var end = review.AfterTheFactOf is null ? "the deployment is cancelled" : "the review ends without a decision";
        var next = EscalationStep.After(review.Policy?.Escalation ?? [], step.Name).FirstOrDefault();
        return next is null
            ? $"{unless}, {end}."
            : $"{unless}, the next step begins: {next.Name}. After the last step {end}.";
    }
}
