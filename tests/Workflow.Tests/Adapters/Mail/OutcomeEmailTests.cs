using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

public sealed class OutcomeEmailTests
{
    private static readonly MailRecipient Jun = new("Jun Rivera", "jun.rivera@example.com");

    private static readonly JudgedDecision Approval1 = new(
        "d-1", MailFixtures.Barbara.Id, "Barbara Liskov", DecisionKind.Approve, "Checked <b>twice</b>", MailFixtures.Noon.AddHours(1));

    private static readonly JudgedDecision Rejection = Approval1 with { Kind = DecisionKind.Reject, Comment = "The backup is missing\r\nBcc: x@example.com" };

    [Fact]
    public void Released() => Approval.Verify(Compose(Ended(ReviewOutcome.ApprovedBy([Approval1]), Approval1)).TextBody!, "txt");

    [Fact]
    public void Rejected() => Approval.Verify(Compose(Ended(ReviewOutcome.RejectedBy(Rejection), Rejection)).TextBody!, "txt");

    [Fact]
    public void Timed_Out_As_A_Page() => Approval.Verify(Compose(TimedOut).HtmlBody!, "html");

    [Fact]
    public void After_The_Fact()
    {
        var review = Ended(ReviewOutcome.RejectedBy(Rejection), Rejection) with { AfterTheFactOf = DeploymentId.Parse("payments-41") };

        var message = Compose(review);

        Assert.Equal("Reviewed after the fact: payments to production", message.Subject);
        Assert.Contains("Decide whether it is to be rolled back.", message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public void It_Is_In_The_Reviews_Thread_And_Each_Outcome_Has_One()
    {
        var (timedOut, rejected) = (Compose(TimedOut), Compose(Ended(ReviewOutcome.RejectedBy(Rejection), Rejection)));

        Assert.Equal("payments-42.timed-out.outcome@example.com", timedOut.MessageId);
        Assert.Equal(["payments-42@example.com"], timedOut.References);
        Assert.NotEqual(timedOut.MessageId, rejected.MessageId);
        Assert.Equal("Cancelled: payments to production", timedOut.Subject);
        Assert.Equal("\"Jun Rivera\" <jun.rivera@example.com>", timedOut.To.ToString());
    }

    [Fact]
    public void Without_An_Outcome_There_Is_Nothing_To_Tell() =>
        Assert.Throws<ArgumentException>(() => Compose(MailFixtures.Review));

    private static Review TimedOut => Ended(ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided in time, although 2 people were asked."));

    private static Review Ended(ReviewOutcome outcome, params JudgedDecision[] decisions) => MailFixtures.Review with
    {
        State = ReviewState.Reporting,
        Decisions = decisions,
        Outcome = outcome,
        Receipt = outcome.IsRelease ? new CallbackReceipt(MailFixtures.Noon.AddHours(1), "204 No Content") : null,
    };

    private static MimeMessage Compose(Review review) =>
        OutcomeEmail.Compose(review, [Jun, new MailRecipient("Nobody", "nowhere")], MailFixtures.Options, MailFixtures.Noon.AddHours(1));
}
