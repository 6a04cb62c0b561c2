using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Workflow.Functions.Durable;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Functions.Triggers;

/// <summary>One timer for each entry of <see cref="ScheduledJobs"/>, with the same schedule.</summary>
public sealed class ScheduledFunctions(ScheduledJobRunner runner, BoundDurableClient orchestrations)
{
    [Function(nameof(ScheduledJobs.ReconcileReviews))]
    public Task ReconcileReviews(
        [TimerTrigger("0 */5 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(ScheduledJobs.ReconcileReviews, client, cancellationToken);

    [Function(nameof(ScheduledJobs.SendWeeklyReport))]
    public Task SendWeeklyReport(
        [TimerTrigger("0 0 6 * * 1")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(ScheduledJobs.SendWeeklyReport, client, cancellationToken);

    [Function(nameof(ScheduledJobs.ExpireFrictionControls))]
    public Task ExpireFrictionControls(
        [TimerTrigger("0 0 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(ScheduledJobs.ExpireFrictionControls, client, cancellationToken);

    [Function(nameof(ScheduledJobs.PurgeEndedReviews))]
    public Task PurgeEndedReviews(
        [TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(ScheduledJobs.PurgeEndedReviews, client, cancellationToken);

    private Task RunAsync(ScheduledJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        orchestrations.Bind(client);
        return runner.RunAsync(job, cancellationToken);
    }
}
