using MimeKit;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that tells the gate's operators that something needs their hands.</summary>
public static class AlarmEmail
{
    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="problem">What went wrong.</param>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(Review review, string problem, MailOptions options, DateTimeOffset at)
    {
        var request = review.Request;
        var outcome = review.Outcome;
        string[] facts =
        [
            $"{request.Service} to {request.Environment}, commits {request.Commits} of {request.Repository}",
            $"requested by {request.Requester} at {Words.Of(request.RequestedAt)}",
            outcome is null
                ? $"no outcome yet; the review is {Words.Of(review.State)}"
                : review.AfterTheFactOf is not null
                ? $"outcome of the review after the fact: {Words.Of(outcome.Reason)}. {outcome.Explanation}"
                : $"outcome: {(outcome.IsRelease ? "release" : "cancel")} ({Words.Of(outcome.Reason)}). {outcome.Explanation}",
        ];
        var body = new MailBody()
            .Paragraph($"The deployment review gate needs your hands: {problem}")
            .Section("The deployment", facts)
            .Paragraph(review.AfterTheFactOf is null
                ? "The pipeline may still wait. See to it that it goes the way of the outcome, by hand if it must be."
                : "The deployment was released already. Decide whether it is to be rolled back.")
            .Link("The review with its audit trail", GateMail.PageOf(review.Id, options));
        var to = options.OperatorAddresses.Select(MailboxAddress.Parse);
        var subject = $"Gate alarm: {request.Service} to {request.Environment}";
        return GateMail.Create(review.Id.Value, $"alarm-{GateMail.Digest(problem)}", subject, to, body, options, at);
    }
}
