using Workflow.Adapters.Mail;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Mail;

/// <summary>The escalation mail of a review that nobody was asked for, says what is true of it.</summary>
public sealed class EscalationEmailOfNobodyTests
{
    private static readonly AskFact[] AsManager = [new AskFact(AskFactKind.Mailed, "manager")];

    private const string Nobody = "The gate has found nobody whom it could ask to review it before this mail.";

    private static readonly Review Unasked = MailFixtures.Review with { Asked = [] };

    [Fact]
    public void Where_Nobody_Could_Be_Asked_The_Mail_Says_So_And_That_The_Ladder_Does_Not_Wait()
    {
        var text = Compose(Unasked, MailFixtures.First);

        Assert.Contains(Nobody, text, StringComparison.Ordinal);
        Assert.Contains("As nobody can decide it, the next step begins: second reviewer.", text, StringComparison.Ordinal);
        Assert.Contains("Nobody can decide it yet. This mail decides nothing.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Asked, no answer yet", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Step_That_Only_Mails_Waits_Also_Where_Nobody_Was_Asked() => Assert.Contains(
        "If it is not decided until 2026-03-02 14:00 UTC, the deployment is cancelled.",
        Compose(Unasked, MailFixtures.Second with { Channel = StepChannel.Mail }),
        StringComparison.Ordinal);

    [Fact]
    public void Who_Is_Asked_By_The_Same_Mail_Decides_Where_Theirs_Leads()
    {
        var review = MailFixtures.Review;
        review = review with { Asked = [review.FindAsked(MailFixtures.Grace.Id)! with { ByMail = true, Facts = AsManager, Undeliverable = null }] };

        var text = Compose(review, MailFixtures.Second);

        Assert.Contains(Nobody, text, StringComparison.Ordinal);
        Assert.Contains("Those who were asked decide on the page to which their mail leads.", text, StringComparison.Ordinal);
        Assert.Contains("If it is not decided until", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_A_Mail_Asks_In_Place_Of_A_Card_Was_Asked_Before()
    {
        var review = MailFixtures.Review;
        review = review with { Asked = [review.FindAsked(MailFixtures.Grace.Id)! with { ByMail = true, Undeliverable = null }] };

        var text = Compose(review, MailFixtures.Second);

        Assert.DoesNotContain(Nobody, text, StringComparison.Ordinal);
        Assert.Contains("Grace Hopper (principal), asked", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whom_No_Mail_Reached_At_An_Earlier_Step_Is_Named_With_That()
    {
        var review = MailFixtures.Review;
        var grace = review.FindAsked(MailFixtures.Grace.Id)! with { ByMail = true, Facts = AsManager, Undeliverable = "no mail reaches Grace Hopper" };

        var text = Compose(review.WithAsked(grace), MailFixtures.First);

        Assert.Contains("as second reviewer; no mail reaches Grace Hopper", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Nobody, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Review_After_The_Fact_Cancels_Nothing()
    {
        var text = Compose(MailFixtures.Review with { AfterTheFactOf = DeploymentId.Parse("payments-41") }, MailFixtures.Second);

        Assert.StartsWith("The review after the fact of a deployment of payments to production waits", text, StringComparison.Ordinal);
        Assert.Contains("the review ends without a decision.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("cancelled", text, StringComparison.Ordinal);
    }

    private static string Compose(Review review, EscalationStep step) => EscalationEmail.Compose(
        review, step, [MailFixtures.Grace], null, MailFixtures.Options, MailFixtures.Noon).TextBody!;
}
