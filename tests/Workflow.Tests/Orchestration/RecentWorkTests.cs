using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Fakes;
using static Workflow.Tests.Core.Given;

namespace Workflow.Tests.Orchestration;

public sealed class RecentWorkTests : IDisposable
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static readonly Person Ada = Person("ada");

    private readonly CountingReviews reviews = new();
    private readonly PastReviews past;
    private readonly RecentWork recent;
    private int made;

    public RecentWorkTests()
    {
        past = new PastReviews(reviews);
        recent = new RecentWork(reviews, past, []);
    }

    public void Dispose() => past.Dispose();

    [Fact]
    public async Task Reviews_Of_Before_The_Last_Week_Are_Read_Once_A_Minute()
    {
        await KeepAsync(TimeSpan.FromDays(20), decidedBy: "ada");

        await MeasureAsync(Noon);
        await MeasureAsync(Noon.AddSeconds(59));
        await MeasureAsync(Noon.AddMinutes(1));
        await MeasureAsync(Noon);

        Assert.Equal([Noon, Noon.AddMinutes(1), Noon], reviews.Windows.Where(one => one.IsPast).Select(one => one.Before + Week));
        Assert.Equal(4, reviews.Windows.Count(one => !one.IsPast));
    }

    [Fact]
    public async Task What_Somebody_Is_Asked_And_Decides_Counts_At_Once()
    {
        await KeepAsync(TimeSpan.FromDays(20));
        var waiting = await KeepAsync(TimeSpan.FromDays(10));
        var before = (await MeasureAsync(Noon)).LoadOf(Ada);

        await reviews.UpdateAsync(
            waiting, review => review with { Asked = [Asked(Ada) with { AskedAt = Noon }] }, TestContext.Current.CancellationToken);
        var asked = (await MeasureAsync(Noon.AddSeconds(1))).LoadOf(Ada);
        await reviews.UpdateAsync(
            waiting, review => review with { Decisions = [Judged("ada", DecisionKind.Approve)] }, TestContext.Current.CancellationToken);
        var decided = (await MeasureAsync(Noon.AddSeconds(2))).LoadOf(Ada);

        Assert.Equal([Workload.None, new Workload(1, 1, Noon), new Workload(0, 1, Noon)], [before, asked, decided]);
        Assert.Single(reviews.Windows, one => one.IsPast);
    }

    [Fact]
    public async Task A_Review_That_Becomes_A_Week_Old_Between_Two_Readings_Is_Still_Known()
    {
        await MeasureAsync(Noon);
        await KeepAsync(Week - TimeSpan.FromSeconds(10), decidedBy: "ada");

        var sooner = await MeasureAsync(Noon.AddSeconds(5));
        var later = await MeasureAsync(Noon.AddSeconds(30));

        Assert.Equal((1, 1), (sooner.FamiliarityOf(Ada).Reviews, later.FamiliarityOf(Ada).Reviews));
        Assert.Single(reviews.Windows, one => one.IsPast);
    }

    [Fact]
    public async Task Familiarity_Is_Of_The_Other_Reviews_Of_Thirty_Days()
    {
        await KeepAsync(TimeSpan.FromDays(3), decidedBy: "ada");
        await KeepAsync(TimeSpan.FromDays(10), decidedBy: "ada");
        await KeepAsync(TimeSpan.FromDays(11), decidedBy: "bob");
        await KeepAsync(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(10), decidedBy: "ada");
        await KeepAsync(TimeSpan.FromDays(31), decidedBy: "ada");
        var own = await KeepAsync(TimeSpan.FromDays(9), decidedBy: "ada");

        var now = await MeasureAsync(Noon, own);
        var later = await MeasureAsync(Noon.AddSeconds(30), own);

        Assert.Equal((3, 2), (now.FamiliarityOf(Ada).Reviews, later.FamiliarityOf(Ada).Reviews));
    }

    [Fact]
    public async Task Only_The_Newest_Thousand_Of_Before_The_Last_Week_Are_Read()
    {
        for (var number = 0; number < 1_002; number++)
        {
            await KeepAsync(TimeSpan.FromDays(8) + TimeSpan.FromMinutes(number), decidedBy: "ada");
        }

        Assert.Equal(1_000, (await MeasureAsync(Noon)).FamiliarityOf(Ada).Reviews);
    }

    private async Task<DeploymentId> KeepAsync(TimeSpan age, string? decidedBy = null)
    {
        var request = Request() with { Id = DeploymentId.Parse($"kept-{++made}"), RequestedAt = Noon - age };
        var review = Of(request) with { Decisions = decidedBy is null ? [] : [Judged(decidedBy, DecisionKind.Approve)] };
        return (await reviews.CreateAsync(review, TestContext.Current.CancellationToken)).Id;
    }

    private Task<RecentWorkload> MeasureAsync(DateTimeOffset now, DeploymentId? id = null) =>
        recent.MeasureAsync(
            Of(Request() with { Id = id ?? DeploymentId.Parse("asked-for") }), now, TestContext.Current.CancellationToken);

    private static Review Of(DeploymentRequest request) => new(request, ReviewState.Waiting, Noon)
    {
        Assessment = Assessment(paths: [new ChangedPath("src/pay/a.cs", FileChangeKind.Modified)]),
    };

    /// <summary>Notes which times are asked for.</summary>
    private sealed class CountingReviews : IReviewStore
    {
        private readonly InMemoryReviewStore kept = new();

        public List<(DateTimeOffset Before, bool IsPast)> Windows { get; } = [];

        public Task<Review> CreateAsync(Review review, CancellationToken cancellationToken) => kept.CreateAsync(review, cancellationToken);

        public Task<Review?> FindAsync(DeploymentId id, CancellationToken cancellationToken) => kept.FindAsync(id, cancellationToken);

        public Task<Review> UpdateAsync(DeploymentId id, Func<Review, Review> change, CancellationToken cancellationToken) =>
            kept.UpdateAsync(id, change, cancellationToken);

        public IAsyncEnumerable<Review> ListOpenAsync(CancellationToken cancellationToken) => kept.ListOpenAsync(cancellationToken);

        public IAsyncEnumerable<Review> ListRecentAsync(CancellationToken cancellationToken) => kept.ListRecentAsync(cancellationToken);

        public IAsyncEnumerable<Review> ListRequestedAsync(
            DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken)
        {
            Windows.Add((before, before - from > TimeSpan.FromDays(8)));
            return kept.ListRequestedAsync(from, before, cancellationToken);
        }
    }
}
