using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class ReviewRequestEmailTests
{
    [Fact]
    public void Plain_Text() => Approval.Verify(Compose().TextBody!, "txt");

    [Fact]
    public void It_Goes_To_The_Reviewer_Alone_And_A_Second_Attempt_Is_The_Same_Mail()
    {
        Assert.Equal("\"Barbara Liskov\" <barbara.liskov@example.com>", Compose().To.ToString());
        Assert.Equal(Compose().MessageId, Compose().MessageId);
    }

    private static MimeMessage Compose() => ReviewRequestEmail.Compose(
        MailFixtures.Review,
        new AskedReviewer(
            MailFixtures.Barbara, "first reviewer", Level.Senior, null, "senior, took no part in the change; 2 could be asked",
            MailFixtures.Noon, MailFixtures.Noon.AddHours(2)),
        MailFixtures.Options,
        MailFixtures.Noon);
}
