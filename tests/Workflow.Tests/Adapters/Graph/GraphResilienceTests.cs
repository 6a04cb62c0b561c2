using System.Net;
using System.Net.Http.Headers;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Graph;

namespace Workflow.Tests.Adapters.Graph;

public sealed class GraphResilienceTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void Graph_Is_Never_Asked_Sooner_Than_It_Says_And_Little_Later() => Gen.Int[0, 30].Sample(seconds =>
    {
        var wait = WaitFor(new RetryConditionHeaderValue(TimeSpan.FromSeconds(seconds)));

        Assert.InRange(wait!.Value.TotalSeconds, seconds, seconds * 1.2);
    });

    [Fact]
    public void A_Wait_Until_A_Moment_That_Has_Passed_Is_None() =>
        Assert.Equal(TimeSpan.Zero, WaitFor(new RetryConditionHeaderValue(time.GetUtcNow().AddSeconds(-5))));

    [Fact]
    public void Where_Nothing_Is_Asked_For_The_Caller_Chooses() => Assert.Null(WaitFor(null));

    [Fact]
    public async Task A_Wait_That_Is_Too_Long_Is_Not_Begun()
    {
        using var answer = Answer(new RetryConditionHeaderValue(TimeSpan.FromMinutes(1)));

        Assert.False(await GraphResilience.TryWaitAsync(answer, time, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_Wait_Lasts_As_Long_As_Asked_For()
    {
        using var answer = Answer(new RetryConditionHeaderValue(TimeSpan.FromSeconds(10)));

        var waiting = GraphResilience.TryWaitAsync(answer, time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.True(await waiting);
    }

    private static HttpResponseMessage Answer(RetryConditionHeaderValue? retryAfter)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter = retryAfter;
        return answer;
    }

    private TimeSpan? WaitFor(RetryConditionHeaderValue? retryAfter)
    {
        using var answer = Answer(retryAfter);
        return GraphResilience.RequestedWait(answer, time);
    }
}
