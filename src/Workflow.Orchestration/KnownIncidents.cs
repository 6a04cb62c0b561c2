using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration;

/// <summary>The incidents that a policy may look at.</summary>
/// <param name="incidents">Null where none are kept.</param>
public sealed class KnownIncidents(IIncidentStore? incidents, IEnumerable<IWebhookReceiver> receivers)
{
    /// <returns>Those that are open on a service; null where no receiver is configured that would tell of incidents.</returns>
    public async Task<IReadOnlyList<OpenIncident>?> ListOpenAsync(string service, CancellationToken cancellationToken) =>
        incidents is not null && receivers.Any(receiver => receiver.TellsOfIncidents)
            ? [.. (await incidents.ListOpenAsync(cancellationToken))
                .Where(incident => incident.IsOpenOn(service))
                .OrderBy(incident => incident.Severity)
                .ThenBy(incident => incident.Id, StringComparer.Ordinal)
                .Select(incident => new OpenIncident(incident.Id, incident.Severity))]
            : null;
}
