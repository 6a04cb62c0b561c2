using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Scheduled;

/// <summary>
/// Keeps a job that runs again from sending the same mail again. A mail is recorded before and after it is sent: one that failed, or
/// whose sender was killed, is sent by the next run, so that it may come twice but is never lost.
/// </summary>
internal static class SentOnce
{
    /// <summary>The attempt by which a mail that was handed over is known.</summary>
    private const string Sent = "sent";

    /// <param name="id">What the mail tells, unique within the scope.</param>
    /// <returns>Whether this call sent it.</returns>
    public static async Task<bool> SendOnceAsync(
        this IDeliveryLog deliveries, string scope, string id, Func<Task> send, CancellationToken cancellationToken)
    {
        if (await deliveries.HasAttemptAsync(scope, id, Sent, cancellationToken))
        {
            return false;
        }

        await deliveries.ClaimAsync(scope, id, id, null, cancellationToken);
        await send();
        await deliveries.ClaimAsync(scope, id, id, Sent, cancellationToken);
        return true;
    }
}
