using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class AlarmEmailTests
{
    private const string Problem = "the pipeline answered 410 Gone\r\nten times";

    [Fact]
    public void Plain_Text() => Approval.Verify(Compose(Problem).TextBody!, "txt");

    [Fact]
    public void Page() => Approval.Verify(Compose(Problem).HtmlBody!, "html");

    [Fact]
    public void The_Operators_Get_It_Once_For_Each_Problem()
    {
        var message = Compose(Problem);

        Assert.Equal("operators@example.com", message.To.ToString());
        Assert.StartsWith("payments-42.alarm-", message.MessageId, StringComparison.Ordinal);
        Assert.Equal(message.MessageId, Compose(Problem).MessageId);
        Assert.NotEqual(message.MessageId, Compose("another").MessageId);
    }

    private static MimeMessage Compose(string problem)
    {
        var review = MailFixtures.Review with
        {
            State = ReviewState.Unreported,
            Outcome = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided in time."),
        };
        return AlarmEmail.Compose(review, problem, MailFixtures.Options, MailFixtures.Noon);
    }
}
