using Workflow.Api.Console;
using Workflow.Api.Deployments;
using Workflow.Core;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Api;

public sealed class WordingTests
{
    [Theory]
    [InlineData(0, "now")]
    [InlineData(-38.8, "38 s ago")]
    [InlineData(40, "in 40 s")]
    [InlineData(-40, "40 s ago")]
    [InlineData(90, "in 1 min 30 s")]
    [InlineData(12 * 60, "in 12 min")]
    [InlineData((3 * 3600) + (20 * 60), "in 3 h 20 min")]
    [InlineData(24 * 3600, "in 1 day")]
    [InlineData(-5 * 24 * 3600, "5 days ago")]
    public void Times_Are_Told_From_Here(double seconds, string expected) =>
        Assert.Equal(expected, TimeWords.Relative(SampleReviews.Now.AddSeconds(seconds), SampleReviews.Now));

    [Fact]
    public void Times_Are_Shown_In_Utc()
    {
        var at = new DateTimeOffset(2026, 7, 1, 1, 2, 3, TimeSpan.FromHours(2));

        Assert.Equal("2026-06-30 23:02:03 UTC", TimeWords.Absolute(at));
        Assert.Equal("2026-06-30T23:02:03Z", TimeWords.Machine(at));
    }

    [Theory]
    [InlineData("plain — ünïcode 🤖", "plain — ünïcode 🤖")]
    [InlineData("two\nlines", "two\nlines")]
    [InlineData("exe\u202Etxt.sql", "exe\\u202Etxt.sql")]
    [InlineData("bell\a", "bell\\u0007")]
    public void Text_That_Would_Deceive_Is_Shown_As_It_Is(string text, string expected) =>
        Assert.Equal(expected, Visible.Of(text));

    [Fact]
    public async Task Of_Many_Reviews_The_First_Are_Picked_In_Order()
    {
        var sample = SampleReviews.Waiting();
        var reviews = Enumerable.Range(0, 1000).Select(number => number * 7 % 1000).Select(number => sample with
        {
            Request = sample.Request with { Id = DeploymentId.Parse($"d-{number}") },
            Deadline = SampleReviews.Now.AddSeconds(number),
        });

        var first = await ReviewSelection.FirstAsync(
            reviews.ToAsyncEnumerable(), review => review.Deadline!.Value, false, 3, TestContext.Current.CancellationToken);

        Assert.Equal(["d-0", "d-1", "d-2"], first.Select(review => review.Id.Value));
    }
}
