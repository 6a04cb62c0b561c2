namespace Workflow.Orchestration.Scheduled;

/// <summary>A job with its schedule, the same on every host.</summary>
/// <param name="Name">Unique; verb and object.</param>
/// <param name="Schedule">A cron expression of six fields, seconds first, in UTC.</param>
/// <param name="JobType">The registered <see cref="IScheduledJob"/>.</param>
public sealed record ScheduledJob(string Name, string Schedule, Type JobType);
