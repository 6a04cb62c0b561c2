using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reports;

public sealed class WeeklyReportTests
{
    private static readonly IsoWeek Week = IsoWeek.Of(Given.Noon);

    private static int numbers;

    [Fact]
    public void Every_Deployment_Of_The_Week_Is_Counted_Once_By_How_It_Ended()
    {
        var reviews = Enum.GetValues<OutcomeReason>().Select(reason => Ended(reason)).Append(Open(ReviewState.Waiting)).ToList();

        var counts = Report(reviews).Outcomes;

        Assert.Equal(new OutcomeCounts(1, 1, 1, 1, 1, 1, 2, 1, 1, 1) { BreakGlass = 1 }, counts);
        Assert.Equal((reviews.Count, 3, 8), (counts.Requested, counts.Released, counts.Cancelled));
        Assert.Equal(reviews.Count(review => review.Outcome is { IsRelease: true }), counts.Released);
    }

    [Fact]
    public void Only_Deployments_Requested_In_The_Week_Count_And_All_That_Is_Open_Is_Listed()
    {
        var older = At(Open(ReviewState.Unreported), Week.Begin.AddTicks(-1));
        var younger = At(Open(ReviewState.Waiting), Week.End);
        var inside = At(Ended(OutcomeReason.Approved), Week.End.AddTicks(-1));

        var report = Report([older, younger, inside]);

        Assert.Equal(1, report.Outcomes.Requested);
        Assert.Equal([older.Id, younger.Id], report.Open.Select(open => open.Deployment));
        Assert.Equal(report.At - older.Request.RequestedAt, report.Open[0].Age);
        Assert.Equal(1, report.Unreported);
    }

    [Fact]
    public void Median_And_Percentile_Are_Times_That_Somebody_Waited()
    {
        var reviews = Enumerable.Range(1, 10).Select(minutes => Decided(OutcomeReason.Approved, (DecisionKind.Approve, minutes))).ToList();

        var times = Report(reviews).DecisionTimes;

        Assert.Equal(new DecisionTimes(10, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(9)), times);
        Assert.Equal(new DecisionTimes(1, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), Report(reviews[..1]).DecisionTimes);
        Assert.Equal(new DecisionTimes(0, null, null), Report([]).DecisionTimes);
    }

    [Fact]
    public void The_Wait_Ends_With_The_Last_Approval_Or_The_First_Rejection_And_Only_Decided_Reviews_Count()
    {
        var quorum = Decided(OutcomeReason.Approved, (DecisionKind.Approve, 3), (DecisionKind.Approve, 8));
        var rejected = Decided(OutcomeReason.Rejected, (DecisionKind.Approve, 2), (DecisionKind.Reject, 4));
        var late = Decided(OutcomeReason.TimedOut, (DecisionKind.Approve, 1));
        var moved = Decided(OutcomeReason.HeadMoved, (DecisionKind.Approve, 1));

        var times = Report([quorum, rejected, late, moved]).DecisionTimes;

        Assert.Equal(new DecisionTimes(2, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(8)), times);
    }

    [Fact]
    public void The_Share_Of_Ai_Is_That_Of_The_Deployments_Whose_Provenance_Is_Known()
    {
        ProvenanceKind[] kinds = [ProvenanceKind.None, ProvenanceKind.None, ProvenanceKind.Assisted, ProvenanceKind.Agent, ProvenanceKind.Unknown];
        var reviews = kinds
            .Select(kind => Ended(OutcomeReason.Approved) with { Assessment = Given.Assessment(kind) })
            .Append(Ended(OutcomeReason.Failed) with { Assessment = null });

        var counts = Report([.. reviews]).Provenance;

        Assert.Equal(new ProvenanceCounts(2, 1, 1, 1, 1), counts);
        Assert.Equal(0.5, counts.AiShare);
        Assert.Null(Report([]).Provenance.AiShare);
    }

    [Fact]
    public void Load_Is_Counted_By_Service_And_By_Reviewer_Whom_A_Card_Reached()
    {
        var (ann, ben) = (Given.Person("ann"), Given.Person("ben"));
        var card = new CardReference("teams", "c", "a");
        var first = Ended(OutcomeReason.Approved) with
        {
            Asked = [Given.Asked(ann) with { Card = card }, Given.Asked(ben) with { Undeliverable = "blocked" }],
            Decisions = [Given.Judged("ann", DecisionKind.Approve)],
        };
        var second = Open(ReviewState.Waiting) with { Asked = [Given.Asked(ann) with { Card = card }, Given.Asked(ben) with { Card = card }] };
        var other = Ended(OutcomeReason.Rejected);

        var report = Report([first, second, other with { Request = other.Request with { Service = "search" } }]);

        Assert.Equal([new ReviewerLoad("ann", 2, 1), new ReviewerLoad("ben", 1, 0)], report.Reviewers);
        Assert.Equal([("shop", 2), ("search", 1)], report.Services.Select(load => (load.Service, load.Outcomes.Requested)));
    }

    [Fact]
    public void Escalations_Are_The_Steps_After_The_First()
    {
        var review = Ended(OutcomeReason.TimedOut);

        Assert.Equal((2, 3), Counts("step.begun", "reviewer.reminded", "step.begun", "reviewer.reminded", "reviewer.reminded", "step.begun"));
        Assert.Equal((0, 0), Counts("step.begun", "outcome.decided"));
        Assert.Equal((0, 0), Counts());

        (int, int) Counts(params string[] kinds)
        {
            List<AuditRecord> trail = [];
            foreach (var kind in kinds)
            {
                trail.Add(AuditChain.Append(trail.LastOrDefault(), new AuditEntry(review.Id, $"{trail.Count}", kind, "gate", "."), Given.Noon));
            }

            var reported = ReportedReview.Of(review, trail);
            return (reported.Escalations, reported.Reminders);
        }
    }

    private static WeeklyReport Report(IReadOnlyCollection<Review> reviews) => WeeklyReport.Of(
        Week, reviews.Select(review => new ReportedReview(review, 0, 0)), reviews.Where(review => review.IsOpen), Week.End.AddHours(6));

    private static Review Open(ReviewState state) => new(
        Given.Request() with { Id = DeploymentId.Parse($"d-{Interlocked.Increment(ref numbers)}") }, state, Given.Noon);

    private static Review At(Review review, DateTimeOffset requested) =>
        review with { Request = review.Request with { RequestedAt = requested } };

    private static Review Ended(OutcomeReason reason) => Open(ReviewState.Cancelled) with
    {
        State = reason is OutcomeReason.Approved or OutcomeReason.ReleasedByPolicy ? ReviewState.Released : ReviewState.Cancelled,
        Outcome = new ReviewOutcome(reason, "Why.", []),
    };

    private static Review Decided(OutcomeReason reason, params (DecisionKind Kind, int Minutes)[] decisions) => Ended(reason) with
    {
        Decisions = [.. decisions.Select((one, place) => Given.Judged($"r{place}", one.Kind, $"{place}") with { At = Given.Noon.AddMinutes(one.Minutes) })],
    };
}
