namespace Workflow.Orchestration.Scheduled;

/// <summary>Work that a host does by the clock. It may run twice, or late, and does no more then.</summary>
public interface IScheduledJob
{
    Task RunAsync(CancellationToken cancellationToken);
}

/// <summary>A job with its schedule, the same on every host.</summary>
/// <param name="Name">Unique; verb and object.</param>
/// <param name="Schedule">A cron expression of six fields, seconds first, in UTC.</param>
/// <param name="JobType">The registered <see cref="IScheduledJob"/>.</param>
public sealed record ScheduledJob(string Name, string Schedule, Type JobType);
