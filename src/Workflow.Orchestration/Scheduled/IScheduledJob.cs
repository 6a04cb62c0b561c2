namespace Workflow.Orchestration.Scheduled;

/// <summary>
/// Work that a host does by the clock. It may run late, again, or on two instances at the same time, and does no harm then: everything
/// that it does is conditional or idempotent, and a mail may come twice.
/// </summary>
public interface IScheduledJob
{
    Task RunAsync(CancellationToken cancellationToken);
}
