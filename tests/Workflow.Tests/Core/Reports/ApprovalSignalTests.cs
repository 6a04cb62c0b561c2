using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reports;

public sealed class ApprovalSignalTests
{
    [Fact]
    public void Quick_Approvals_And_Those_Without_A_Look_Are_Counted_And_Both_At_Once_Are_Examples()
    {
        var policy = new PolicyResult(Verdict.RequireReview, "", "", "", [], Quorum.Least, []) { SignsAnsweredShare = 25 };
        Review[] reviews =
        [
            Decided("slow", DecisionKind.Approve, minutes: 2, EvidenceKinds.Diff),
            Decided("quick", DecisionKind.Approve, minutes: 1, EvidenceKinds.Diff),
            Decided("blind", DecisionKind.Approve, minutes: 9, EvidenceKinds.None),
            Decided("both", DecisionKind.Approve, minutes: 1, EvidenceKinds.None),
            Decided("rejected", DecisionKind.Reject, minutes: 1, EvidenceKinds.None),
        ];

        var signals = ApprovalSignals.Of(reviews);
        var seen = ApprovalSignals.Of([.. reviews.Select(review => review with { Policy = policy })]);

        Assert.Equal((4, 2, 0), (signals.Approvals, signals.Quick, signals.Unopened));
        Assert.Equal((4, 2, 2), (seen.Approvals, seen.Quick, seen.Unopened));
        Assert.All([signals, seen], one => Assert.Equal(["both"], one.Examples.Select(id => id.Value)));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(5, 0, 1)]
    [InlineData(6, 1, 0)]
    public void A_Long_Series_Of_One_Pair_Without_A_Rejection_Is_A_Sign(int approvals, int rejections, int series)
    {
        var reviews = Enumerable.Range(0, approvals).Select(number => Decided($"a{number}", DecisionKind.Approve, 9, EvidenceKinds.Diff))
            .Concat(Enumerable.Range(0, rejections).Select(number => Decided($"r{number}", DecisionKind.Reject, 9, EvidenceKinds.Diff)))
            .ToList();

        Assert.Equal(series, ApprovalSignals.Of(reviews).Series);
    }

    [Fact]
    public void A_Week_Without_Approvals_Has_No_Signs() => Assert.Equal(0, ApprovalSignals.Of([]).Approvals);

    private static Review Decided(string id, DecisionKind kind, int minutes, EvidenceKinds opened)
    {
        var waiting = Given.Waiting();
        var reviewer = Given.Person("grace");
        return waiting with
        {
            Request = waiting.Request with
            {
                Id = DeploymentId.Parse(id),
                Links = [new Link("Diff", new Uri("https://example.com/diff"))],
            },
            Asked = [new AskedReviewer(reviewer, "first", Level.Senior, null, "why", Given.Noon, Given.Noon.AddHours(2)) { Opened = opened }],
            Decisions = [Given.Judged(reviewer.Id, kind, id) with { At = Given.Noon.AddMinutes(minutes) }],
        };
    }
}
