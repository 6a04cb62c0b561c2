using System.Collections;
using System.Collections.Concurrent;
using Cronos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Hosting;
using Workflow.Orchestration.Scheduled;
using Workflow.Tests.Api;

namespace Workflow.Tests.Hosting;

public sealed class JobScheduleTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 7, 9, 2, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly Runs runs = new();
    private readonly LogLines log = new();
    private readonly ServiceProvider services;
    private JobSchedule? schedule;

    public JobScheduleTests() => services = new ServiceCollection()
        .AddLogging(logging => logging.AddProvider(log))
        .AddSingleton<TimeProvider>(time)
        .AddSingleton(runs)
        .AddTransient<First>()
        .AddTransient<Second>()
        .AddSingleton<ScheduledJobRunner>()
        .BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_Job_Runs_At_Its_Own_Times_And_Not_Before()
    {
        await StartAsync(new("Often", "0 */5 * * * *", typeof(First)), new("Daily", "0 30 3 * * *", typeof(Second)));

        time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromTicks(1));
        Assert.Empty(runs.All);

        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(["First 09:05"], runs.All);

        AdvanceByMinutes(20);
        Assert.Equal(["First 09:05", "First 09:10", "First 09:15", "First 09:20", "First 09:25"], runs.All);

        AdvanceByMinutes(24 * 60);
        Assert.Equal("Second 03:30", Assert.Single(runs.All, run => run.StartsWith("Second", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Job_That_Fails_Is_Logged_And_Runs_At_Its_Next_Time_And_Stops_No_Other()
    {
        runs.Failing = nameof(First);
        await StartAsync(new("Fails", "0 */5 * * * *", typeof(First)), new("Works", "0 */5 * * * *", typeof(Second)));

        AdvanceByMinutes(8);

        Assert.Equal(["First 09:05", "First 09:10", "Second 09:05", "Second 09:10"], runs.All.Order());
        Assert.Equal(2, log.Lines.Count(line => line.StartsWith("Error: Job Fails failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Times_That_Pass_While_A_Run_Lasts_Are_Not_Made_Up_For()
    {
        var held = new TaskCompletionSource();
        runs.Held = held.Task;
        await StartAsync(new ScheduledJob("Slow", "0 */5 * * * *", typeof(First)));
        AdvanceByMinutes(20);
        Assert.Equal(["First 09:05"], runs.All);

        runs.Held = Task.CompletedTask;
        held.SetResult();
        await runs.Ended.WaitAsync(Cancellation);
        AdvanceByMinutes(4);

        Assert.Equal(["First 09:05", "First 09:25"], runs.All);
    }

    [Fact]
    public async Task A_Wait_Of_Months_Is_Waited_For()
    {
        await StartAsync(new ScheduledJob("Yearly", "0 0 0 1 7 *", typeof(First)));

        for (var day = 0; day < 174; day++)
        {
            time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Empty(runs.All);
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["First 09:02"], runs.All);
    }

    [Theory]
    [InlineData("ReconcileReviews", "2026-01-07T09:05:00Z")]
    [InlineData("SendWeeklyReport", "2026-01-12T06:00:00Z")]
    [InlineData("PurgeEndedReviews", "2026-01-08T03:30:00Z")]
    public void The_Schedules_Are_What_They_Are_Meant_To_Be(string name, string next)
    {
        var job = Assert.Single(ScheduledJobs.All, one => one.Name == name);

        var occurrence = CronExpression.Parse(job.Schedule, CronFormat.IncludeSeconds).GetNextOccurrence(Start, TimeZoneInfo.Utc);

        Assert.Equal(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture), occurrence);
    }

    public async ValueTask DisposeAsync()
    {
        if (schedule is not null)
        {
            await schedule.StopAsync(CancellationToken.None);
            schedule.Dispose();
        }

        await services.DisposeAsync();
    }

    private async Task StartAsync(params ScheduledJob[] jobs)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        schedule = new JobSchedule(
            new JobList(jobs, begun), services.GetRequiredService<ScheduledJobRunner>(), time, NullLogger<JobSchedule>.Instance);
        await schedule.StartAsync(Cancellation);
        var first = await Task.WhenAny(begun.Task, schedule.ExecuteTask!);
        await first;
    }

    /// <summary>
    /// Tells when it was gone through: every job then waits with its continuation in place, so that the clock's steps run it on the spot.
    /// </summary>
    private sealed class JobList(IReadOnlyList<ScheduledJob> jobs, TaskCompletionSource end) : IReadOnlyList<ScheduledJob>
    {
        public int Count => jobs.Count;

        public ScheduledJob this[int index] => jobs[index];

        public IEnumerator<ScheduledJob> GetEnumerator()
        {
            foreach (var job in jobs)
            {
                yield return job;
            }

            end.TrySetResult();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private void AdvanceByMinutes(int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private sealed class Runs
    {
        private readonly ConcurrentQueue<string> all = new();
        private readonly TaskCompletionSource ended = new();

        public IReadOnlyCollection<string> All => all;

        public string? Failing { get; set; }

        public Task Held { get; set; } = Task.CompletedTask;

        public Task Ended => ended.Task;

        public async Task RunAsync(string name, DateTimeOffset at)
        {
            all.Enqueue($"{name} {at:HH:mm}");
            await Held;
            ended.TrySetResult();
            if (Failing == name)
            {
                throw new IOException("broken");
            }
        }
    }

    private sealed class First(Runs runs, TimeProvider clock) : IScheduledJob
    {
        public Task RunAsync(CancellationToken cancellationToken) => runs.RunAsync(nameof(First), clock.GetUtcNow());
    }

    private sealed class Second(Runs runs, TimeProvider clock) : IScheduledJob
    {
        public Task RunAsync(CancellationToken cancellationToken) => runs.RunAsync(nameof(Second), clock.GetUtcNow());
    }
}
