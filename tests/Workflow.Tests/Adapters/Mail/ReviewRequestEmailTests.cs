using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class ReviewRequestEmailTests
{
    [Fact]
    public void Plain_Text() => Approval.Verify(Compose().TextBody!, "txt");

    [Fact]
    public void A_Review_After_The_Fact_Says_Nothing_Of_A_Deployment_That_Is_Cancelled()
    {
        var review = MailFixtures.Review with { AfterTheFactOf = MailFixtures.Review.Id };

        var message = ReviewRequestEmail.Compose(review, Asked, null, MailFixtures.Options, MailFixtures.Noon);

        Assert.DoesNotContain("cancelled", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public void It_Goes_To_The_Reviewer_Alone_And_A_Second_Attempt_Is_The_Same_Mail()
    {
        Assert.Equal("\"Barbara Liskov\" <barbara.liskov@example.com>", Compose().To.ToString());
        Assert.Equal(Compose().MessageId, Compose().MessageId);
    }

    [Fact]
    public void A_Reminder_Is_Another_Mail_With_The_Link()
    {
        var reminders = new[] { "first.1", "first.2" }.Select(reminder => ReviewRequestEmail.ComposeReminder(
            MailFixtures.Review, Asked, reminder, "token", MailFixtures.Options, MailFixtures.Noon)).ToList();

        Assert.Equal(3, reminders.Append(Compose()).Select(message => message.MessageId).Distinct().Count());
        Assert.Equal("Your review is still needed: payments to production", reminders[0].Subject);
        Assert.Contains("https://gate.example.com/console/decisions/token", reminders[0].TextBody!, StringComparison.Ordinal);
        Assert.Equal(Compose().References, reminders[0].References);
    }

    private static readonly AskedReviewer Asked = new(
        MailFixtures.Barbara, "first reviewer", Level.Senior, null, "senior, took no part in the change; 2 could be asked",
        MailFixtures.Noon, MailFixtures.Noon.AddHours(2));

    private static MimeMessage Compose() =>
        ReviewRequestEmail.Compose(MailFixtures.Review with { Deadline = Asked.Deadline }, Asked, null, MailFixtures.Options, MailFixtures.Noon);
}
