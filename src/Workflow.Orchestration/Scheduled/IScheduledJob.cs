namespace Workflow.Orchestration.Scheduled;

/// <summary>Work that a host does by the clock. It may run twice, or late, and does no more then.</summary>
public interface IScheduledJob
{
    Task RunAsync(CancellationToken cancellationToken);
}
