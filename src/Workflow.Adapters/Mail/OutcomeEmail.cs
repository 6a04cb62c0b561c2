using MimeKit;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that tells how a review ended.</summary>
public static class OutcomeEmail
{
    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID for each outcome.</summary>
    /// <param name="review">It has an outcome.</param>
    /// <param name="recipients">Those without a usable address are left out.</param>
    /// <param name="at">The mail's date.</param>
    /// <exception cref="ArgumentException">The review has no outcome.</exception>
    public static MimeMessage Compose(
        Review review, IReadOnlyList<MailRecipient> recipients, MailOptions options, DateTimeOffset at)
    {
        if (review.Outcome is not { } outcome)
        {
            throw new ArgumentException("a review that has not ended has no outcome to tell of", nameof(review));
        }

        var request = review.Request;
        var word = review.AfterTheFactOf is not null ? "Reviewed after the fact" : outcome.IsRelease ? "Released" : "Cancelled";
        var body = new MailBody()
            .Paragraph(Headline(review, outcome))
            .Section("Why", Why(outcome))
            .Section("Decisions", review.Decisions.Select(Describe))
            .Section("Asked, no answer", Silent(review).Select(Describe))
            .Section("The deployment", Facts(review))
            .Paragraph(Next(review, outcome))
            .Link("The review with its evidence", GateMail.PageOf(review.Id, options));
        return GateMail.Create(
            review.Id.Value,
            $"{Words.Token(outcome.Reason)}.outcome",
            $"{word}: {request.Service} to {request.Environment}",
            Mailboxes.Of(recipients),
            body,
            options,
            at);
    }

    private static string Headline(Review review, ReviewOutcome outcome)
    {
        var what = $"{review.Request.Service} to {review.Request.Environment}";
        return review.AfterTheFactOf is { } released
            ? $"The review after the fact of {released}, {what}, has ended: {Words.Of(outcome.Reason)}."
            : outcome.IsRelease ? $"The deployment of {what} is released."
            : $"The deployment of {what} is cancelled.";
    }

    private static IEnumerable<string> Why(ReviewOutcome outcome)
    {
        yield return $"{Words.Of(outcome.Reason)}: {outcome.Explanation}";
        if (outcome.Comment is { } comment && !outcome.Explanation.Contains(comment, StringComparison.Ordinal))
        {
            yield return $"comment: {comment}";
        }
    }

    private static string Describe(JudgedDecision decision) =>
        $"{decision.ReviewerName}: {Words.Of(decision.Kind)}, {Words.Of(decision.At)}"
        + (decision.Comment is null ? "" : $": {decision.Comment}");

    private static string Describe(AskedReviewer asked) => $"{asked.Person.Name}, asked {Words.Of(asked.AskedAt)} as {asked.Step}";

    private static IEnumerable<AskedReviewer> Silent(Review review) =>
        review.Asked.Where(asked => asked.Delegated is null && review.Decisions.All(decision => decision.ReviewerId != asked.Person.Id));

    private static IEnumerable<string> Facts(Review review)
    {
        var request = review.Request;
        yield return $"requested by {request.Requester} at {Words.Of(request.RequestedAt)}";
        yield return $"{request.Repository}, commits {request.Commits}";
        yield return review switch
        {
            { AfterTheFactOf: not null } => "no pipeline waits for this outcome",
            { Receipt: { } receipt } => $"the pipeline confirmed it at {Words.Of(receipt.At)}: {receipt.Detail}",
            _ => "the pipeline has not confirmed it yet",
        };
    }

    private static string Next(Review review, ReviewOutcome outcome) => (review, outcome) switch
    {
        ({ AfterTheFactOf: not null }, { IsRelease: true }) => "Nothing is left to be done.",
        ({ AfterTheFactOf: not null }, _) => "The deployment was released already. Decide whether it is to be rolled back.",
        (_, { IsRelease: true }) => "The pipeline goes on. Links to decide in earlier mails of this thread count no more.",
        (_, { Reason: OutcomeReason.Rejected }) => "Change what the comment asks for, and request the deployment anew.",
        _ => "Where it is still wanted, request the deployment anew. Links to decide in earlier mails of this thread count no more.",
    };
}
