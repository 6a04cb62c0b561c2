namespace Workflow.Orchestration.Scheduled;

/// <summary>
/// Prolongs what open incidents ask for, records what became of friction controls, and tells owners and operators of those that an incident
/// opened, that end soon or that have ended, of each once. Nothing needs to be switched off: a control that ended is no longer enforced from that moment on.
/// </summary>
public sealed class ExpireFrictionControlsJob(
    FrictionRegister controls,
    IncidentResponder incidents,
    FrictionTrail trail,
    FrictionNotices notices,
    TimeProvider clock) : IScheduledJob
{
    /// <exception cref="AggregateException">Some could not be told; they are told by the next run.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Exception> failures = [];
        var now = clock.GetUtcNow();
        await incidents.ProlongAsync(cancellationToken);
        var all = await trail.RecordAllAsync(controls, now, cancellationToken);
        foreach (var control in all)
        {
            try
            {
                await notices.TellOnceAsync(control, control.NoticeAt(now), cancellationToken);
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
}
