using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.Graph;

namespace Workflow.Tests.Adapters.Graph;

public sealed class AgedValueTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(20);

    private readonly FakeTimeProvider time = new();
    private readonly Channel<TaskCompletionSource<int>> readings = Channel.CreateUnbounded<TaskCompletionSource<int>>();
    private readonly ConcurrentQueue<Exception> failures = new();
    private readonly AgedValue<int> value;
    private volatile bool isBroken;

    public AgedValueTests() => value = new AgedValue<int>(ReadAsync, _ => new Freshness(Age, Tolerance), failures.Enqueue, time, Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_Who_Wait_Share_One_Reading()
    {
        var (first, second) = (value.GetAsync(Token), value.GetAsync(Token));

        (await NextReadingAsync()).SetResult(1);

        Assert.Equal((1, 1), (await first, await second));
        Assert.Equal(1, await value.GetAsync(Token));
        Assert.False(readings.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_Old_Value_Is_Given_At_Once_And_Read_Again_Behind()
    {
        await KnowAsync(1);
        time.Advance(Age);

        Assert.Equal(1, await value.GetAsync(Token));
        var reading = await NextReadingAsync();
        Assert.Equal(1, await value.GetAsync(Token));
        time.Advance(Tolerance);
        var waiting = value.GetAsync(Token);
        Assert.False(waiting.IsCompleted);

        reading.SetResult(2);

        Assert.Equal(2, await waiting);
    }

    [Fact]
    public async Task A_Failure_Is_Told_And_Borne_Until_The_Tolerance_Ends()
    {
        await KnowAsync(1);
        isBroken = true;

        time.Advance(Age + Tolerance - TimeSpan.FromTicks(1));
        Assert.Equal(1, await value.GetAsync(Token));

        time.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => value.GetAsync(Token));
        Assert.NotEmpty(failures);
    }

    [Fact]
    public async Task Whoever_Gives_Up_Waiting_Ends_Nobody_Elses_Reading()
    {
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (impatient, patient) = (value.GetAsync(impatience.Token), value.GetAsync(Token));
        var reading = await NextReadingAsync();

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        reading.SetResult(1);

        Assert.Equal(1, await patient);
    }

    [Fact]
    public async Task Age_Counts_From_When_The_Reading_Began()
    {
        var first = value.GetAsync(Token);
        var reading = await NextReadingAsync();
        time.Advance(Age);
        reading.SetResult(1);
        await first;

        await value.GetAsync(Token);

        Assert.NotNull(await NextReadingAsync());
    }

    private Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var reading = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        return !isBroken && readings.Writer.TryWrite(reading)
            ? reading.Task
            : Task.FromException<int>(new InvalidOperationException("broken"));
    }

    private async Task<TaskCompletionSource<int>> NextReadingAsync() => await readings.Reader.ReadAsync(Token);

    private async Task KnowAsync(int number)
    {
        var first = value.GetAsync(Token);
        (await NextReadingAsync()).SetResult(number);
        await first;
    }
}
