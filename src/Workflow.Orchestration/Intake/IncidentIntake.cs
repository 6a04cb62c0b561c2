using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Workflow.Core;
using Workflow.Core.Audit;
using Workflow.Core.Policy;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Takes what authentic webhooks tell of incidents, and opens the friction controls that the policy answers them with. Everything may be
/// told again, and is in the trail of friction controls.
/// </summary>
public sealed partial class IncidentIntake(
    IDeliveryLog deliveries,
    IIncidentStore incidents,
    IncidentResponder responder,
    FrictionNotices notices,
    IAuditLog audit,
    TimeProvider clock,
    ILogger<IncidentIntake> logger)
{
    public async Task<DeliveryClaim> OpenAsync(
        string receiver, WebhookReading.IncidentOpened opened, CancellationToken cancellationToken)
    {
        var claim = await ClaimAsync(receiver, opened.Delivery, cancellationToken);
        if (claim is DeliveryClaim.Conflict)
        {
            return claim;
        }

        // Repeated even for a replay: whoever took it first may have been stopped half-way.
        var incident = await incidents.CreateAsync(opened.Incident, cancellationToken);
        incident = await incidents.UpdateAsync(incident.Id, before => before.Hear(opened.Incident), cancellationToken);
        await audit.AppendAsync(OpenedEntry(opened.Incident), cancellationToken);

        // What was told is answered, also where it was resolved meanwhile: what it asks for outlives it.
        var told = opened.Incident with { OpenedAt = incident.OpenedAt };
        foreach (var control in await responder.RespondAsync(told, opened.Incident.OpenedAt, cancellationToken))
        {
            await TellAsync(control, cancellationToken);
        }

        return claim;
    }

    /// <summary>Whether the gate was told of an incident.</summary>
    public async Task<bool> KnowsAsync(string incident, CancellationToken cancellationToken) =>
        await incidents.FindAsync(incident, cancellationToken) is not null;

    /// <summary>The friction controls that it opened stay until their own end.</summary>
    /// <exception cref="KeyNotFoundException">The gate was not told of the incident: see <see cref="KnowsAsync"/>.</exception>
    public async Task<DeliveryClaim> ResolveAsync(
        string receiver, WebhookReading.IncidentResolved resolved, CancellationToken cancellationToken)
    {
        var claim = await ClaimAsync(receiver, resolved.Delivery, cancellationToken);
        if (claim is DeliveryClaim.Conflict)
        {
            return claim;
        }

        var incident = await incidents.UpdateAsync(
            resolved.Incident, before => before.Resolve(resolved.At), cancellationToken);
        if (incident.ResolvedAt is { } at)
        {
            var entry = Entry(incident, "incident.resolved", at, $"Incident {incident.Id} was resolved at {Words.Of(at)}.");
            await audit.AppendAsync(entry, cancellationToken);
        }

        return claim;
    }

    /// <summary>A control does not wait for a mail server: its owner is told by the hourly job where it is not by this.</summary>
    private async Task TellAsync(FrictionControl control, CancellationToken cancellationToken)
    {
        if (control.StateAt(clock.GetUtcNow()) is FrictionState.Ended)
        {
            return;
        }

        try
        {
            await notices.TellOnceAsync(control, FrictionNotice.Opened, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotTold(logger, failure, control.Name, control.Owner);
        }
    }

    private static AuditEntry OpenedEntry(Incident incident)
    {
        var services = string.Join(", ", incident.Services);
        return Entry(
            incident,
            "incident.opened",
            incident.OpenedAt,
            $"Incident {incident.Id} of severity {incident.Severity} is open on {services}, as told of {Words.Of(incident.OpenedAt)}.");
    }

    /// <summary>Two that tell of one moment are two entries.</summary>
    private static AuditEntry Entry(Incident incident, string kind, DateTimeOffset at, string summary)
    {
        var data = AuditData.Of(incident);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)));
        return new AuditEntry(FrictionTrail.Id, $"{kind}:{at.UtcTicks}:{incident.Id}:{digest}", kind, AuditEntry.Gate, summary, data);
    }

    private Task<DeliveryClaim> ClaimAsync(string receiver, WebhookDelivery delivery, CancellationToken cancellationToken) =>
        deliveries.ClaimAsync(receiver, delivery.Id, delivery.ContentDigest, delivery.Attempt, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Friction control {Control} is in force, but {Owner} could not be told.")]
        public static partial void NotTold(ILogger logger, Exception exception, string control, string owner);
    }
}
