using Cronos;
using Workflow.Orchestration.Scheduled;

namespace Workflow.LocalHost.Hosting;

/// <summary>
/// Runs every job by its own schedule, one run of it at a time. A run that is missed, because the host was down or the run before took
/// longer, is not made up for: each job does at its next time what was left undone.
/// </summary>
internal sealed partial class JobSchedule(
    IReadOnlyList<ScheduledJob> jobs, ScheduledJobRunner runner, TimeProvider clock, ILogger<JobSchedule> logger) : BackgroundService
{
    /// <summary>A clock timer cannot be set for longer than 49 days.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(jobs.Select(job => RepeatAsync(job, stoppingToken)));

    private async Task RepeatAsync(ScheduledJob job, CancellationToken stoppingToken)
    {
        var schedule = CronExpression.Parse(job.Schedule, CronFormat.IncludeSeconds);
        while (schedule.GetNextOccurrence(clock.GetUtcNow(), TimeZoneInfo.Utc) is { } next)
        {
            await WaitUntilAsync(next, stoppingToken);
            try
            {
                await runner.RunAsync(job, stoppingToken);
            }
            catch (Exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The runner has logged why.
                Log.TriedAgain(logger, job.Name, schedule.GetNextOccurrence(clock.GetUtcNow(), TimeZoneInfo.Utc));
            }
        }
    }

    /// <summary>A timer that fires a moment early must not make the job run twice.</summary>
    private async Task WaitUntilAsync(DateTimeOffset time, CancellationToken stoppingToken)
    {
        while (time - clock.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait < LongestWait ? wait : LongestWait, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Job {Job} runs again at {Next}")]
        public static partial void TriedAgain(ILogger logger, string job, DateTimeOffset? next);
    }
}
