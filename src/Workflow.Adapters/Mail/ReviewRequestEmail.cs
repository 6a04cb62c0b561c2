using MimeKit;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that tells a reviewer of the card that waits for them in Teams.</summary>
public static class ReviewRequestEmail
{
    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(Review review, AskedReviewer asked, MailOptions options, DateTimeOffset at)
    {
        var request = review.Request;
        var subject = $"Your review is needed: {request.Service} to {request.Environment}";
        var body = new MailBody()
            .Paragraph(
                $"A deployment of {request.Service} to {request.Environment} waits for your review until {Words.Of(asked.Deadline)}.")
            .Section("What waits", What(review))
            .Section("Why you", [asked.Why])
            .Paragraph("Decide in Teams, on the card that you were sent. This mail decides nothing.")
            .Link("The review with its evidence", GateMail.PageOf(review.Id, options));
        return GateMail.Create(
            review.Id.Value, $"{GateMail.IdPart(asked.Person.Id)}.request", subject, Mailboxes.Of([asked.Person]), body, options, at);
    }

    private static IEnumerable<string> What(Review review)
    {
        yield return $"{review.Request.Repository}, commits {review.Request.Commits}, requested by {review.Request.Requester}";
        if (review.Policy is { } policy)
        {
            yield return policy.Reason;
        }
    }
}
