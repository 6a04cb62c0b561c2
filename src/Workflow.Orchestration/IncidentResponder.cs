using Workflow.Core.Audit;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration;

/// <summary>Opens the friction controls that the policy answers incidents with, and prolongs them while an incident is open.</summary>
public sealed class IncidentResponder(
    IIncidentStore incidents, IFrictionControlStore controls, FrictionTrail trail, IPolicySource policies, TimeProvider clock)
{
    /// <summary>A control whose incident is open is prolonged when it would end within this time.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromDays(1);

    /// <summary>Answers what was told of an incident. May be repeated.</summary>
    /// <param name="told">When it was told to be so.</param>
    /// <returns>The controls that the policy asks for, as they are kept.</returns>
    public async Task<IReadOnlyList<FrictionControl>> RespondAsync(
        Incident incident, DateTimeOffset told, CancellationToken cancellationToken)
    {
        List<FrictionControl> kept = [];
        var policy = await policies.GetAsync(cancellationToken);
        foreach (var control in IncidentFriction.Of(policy, incident, told, clock.GetUtcNow()))
        {
            var known = await controls.CreateAsync(control with { CreatedBy = AuditEntry.Gate }, cancellationToken);
            kept.Add(await ProlongAsync(incident, known, control.Expires, cancellationToken));
        }

        return kept;
    }

    /// <summary>Gives longer lives to the controls of open incidents that would end soon.</summary>
    public async Task ProlongAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var policy = await policies.GetAsync(cancellationToken);
        foreach (var incident in await incidents.ListOpenAsync(cancellationToken))
        {
            foreach (var control in IncidentFriction.Of(policy, incident, now, now))
            {
                if (await controls.FindAsync(control.Name, cancellationToken) is { } known && known.Until - now < Lead)
                {
                    await ProlongAsync(incident, known, control.Expires, cancellationToken);
                }
            }
        }
    }

    /// <summary>One that somebody ended stays ended.</summary>
    private async Task<FrictionControl> ProlongAsync(
        Incident incident, FrictionControl known, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var renewal = IncidentFriction.Renew(incident, now, AuditEntry.Gate, until);
        var kept = await controls.UpdateAsync(
            known.Name,
            before => FrictionSteps.FindDefect(before, renewal) is null ? FrictionSteps.Renew(before, renewal) : before,
            cancellationToken);
        await trail.RecordAsync(kept, now, cancellationToken);
        return kept;
    }
}
