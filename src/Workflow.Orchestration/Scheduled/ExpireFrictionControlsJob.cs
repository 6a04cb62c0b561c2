using Microsoft.Extensions.Logging;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Scheduled;

/// <summary>
/// Tells owners and operators of friction controls that end soon or have ended, of each end once. Nothing needs to be switched off:
/// a control that ended is no longer enforced from that moment on.
/// </summary>
public sealed partial class ExpireFrictionControlsJob(
    IFrictionControls controls,
    IDeliveryLog deliveries,
    IMailNotifier mail,
    TimeProvider clock,
    ILogger<ExpireFrictionControlsJob> logger) : IScheduledJob
{
    /// <summary>The scope of the claims.</summary>
    private const string Scope = "friction-controls";

    /// <exception cref="AggregateException">Some could not be told; they are told by the next run.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        var now = clock.GetUtcNow();
        foreach (var control in await controls.ListAsync(cancellationToken))
        {
            try
            {
                await TellOnceAsync(control, control.NoticeAt(now), cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One owner who cannot be reached must not keep the others from hearing.
                failures.Add(failure);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException("Some friction controls' ends could not be told; the next run tries again.", failures);
        }
    }

    private async Task TellOnceAsync(FrictionControl control, FrictionNotice? due, CancellationToken cancellationToken)
    {
        // A renewed control ends at another time, and its owner hears of that end too.
        var id = $"{due}:{control.Until.UtcDateTime:O}:{control.Name}";
        if (due is { } notice
            && await deliveries.SendOnceAsync(
                Scope, id, () => mail.SendFrictionNoticeAsync(control, notice, cancellationToken), cancellationToken))
        {
            Log.Told(logger, control.Name, control.Owner, Words.Of(notice), control.Until);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Friction control {Control} of {Owner}: told that it {Notice}, at {Expires}")]
        public static partial void Told(ILogger logger, string control, string owner, string notice, DateTimeOffset expires);
    }
}
