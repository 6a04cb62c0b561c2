using MimeKit;
using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Mail;

/// <summary>The mails that tell a reviewer of a review that waits for them, and remind them of it.</summary>
public static class ReviewRequestEmail
{
    private const string AtTheDeadline =
        " If it is not decided then, the next step of the ladder begins; after the last one the deployment is cancelled.";

    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="token">Of the reviewer's link; null where they decide on their card alone.</param>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(Review review, AskedReviewer asked, string? token, MailOptions options, DateTimeOffset at) =>
        Compose(review, asked, "Your review is needed", "request", token, options, at);

    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="reminder">What tells the reminders of one reviewer apart.</param>
    /// <param name="token">Of the reviewer's link; null for none.</param>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage ComposeReminder(
        Review review, AskedReviewer asked, string reminder, string? token, MailOptions options, DateTimeOffset at) =>
        Compose(review, asked, "Your review is still needed", $"{GateMail.Digest(reminder)}.reminder", token, options, at);

    private static MimeMessage Compose(
        Review review, AskedReviewer asked, string title, string kind, string? token, MailOptions options, DateTimeOffset at)
    {
        var request = review.Request;
        var subject = $"{title}: {request.Service} to {request.Environment}";
        var body = new MailBody()
            .Paragraph(
                $"A deployment of {request.Service} to {request.Environment} waits for your review until "
                + $"{Words.Of(review.Deadline ?? asked.Deadline)}.{(review.AfterTheFactOf is null ? AtTheDeadline : "")}")
            .Section("Why you", [asked.Why])
            .Facts(review)
            .Decision(token, "Decide in Teams, on the card that you were sent.", options)
            .Link("The review with its evidence", GateMail.PageOf(review.Id, options));
        return GateMail.Create(
            review.Id.Value, $"{GateMail.IdPart(asked.Person.Id)}.{kind}", subject, Mailboxes.Of([asked.Person]), body, options, at);
    }
}
