using System.Net;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Demo;

/// <summary>Reads a running gate as any program would: over its JSON API.</summary>
internal sealed class GateClient(HttpClient http)
{
    /// <summary>The deployment as the gate knows it, or null where it does not know it yet.</summary>
    public async Task<DeploymentStatus?> FindAsync(string deployment, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/api/deployments/{deployment}", UriKind.Relative), cancellationToken);
        return response.StatusCode is HttpStatusCode.NotFound
            ? null
            : await ReadAsync<DeploymentStatus>(response, cancellationToken);
    }

    /// <summary>The audit trail of a deployment.</summary>
    public async Task<AuditStatus> ReadAuditAsync(string deployment, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/api/deployments/{deployment}/audit", UriKind.Relative), cancellationToken);
        return await ReadAsync<AuditStatus>(response, cancellationToken);
    }

    /// <summary>What the local pipeline was told about a deployment.</summary>
    public async Task<IReadOnlyList<CallbackStatus>> ReadCallbacksAsync(string deployment, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/local/pipeline/callbacks/{deployment}", UriKind.Relative), cancellationToken);
        return await ReadAsync<IReadOnlyList<CallbackStatus>>(response, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(WorkflowJson.Options, cancellationToken))!;
    }
}

/// <summary>A deployment in the gate's JSON.</summary>
/// <param name="State">received, waiting, reporting, released, cancelled or unreported.</param>
/// <param name="Deadline">When the current ladder step ends.</param>
internal sealed record DeploymentStatus(
    string Id, string State, IReadOnlyList<AskedStatus> Asked, DateTimeOffset? Deadline = null, OutcomeStatus? Outcome = null)
{
    public bool IsEnded => State is "released" or "cancelled" or "unreported";
}

internal sealed record AskedStatus(string Name, string ObjectId, bool Delivered);

internal sealed record OutcomeStatus(
    string Decision, string Reason, string Explanation, IReadOnlyList<string> DecidedBy, string? Comment = null);

/// <param name="Intact">Whether the hash chain holds.</param>
internal sealed record AuditStatus(bool Intact, IReadOnlyList<AuditRecordStatus> Records);

internal sealed record AuditRecordStatus(string Kind, string Summary);

/// <summary>One message that the local pipeline received.</summary>
/// <param name="Deliveries">How often it was delivered.</param>
internal sealed record CallbackStatus(string WebhookId, string Decision, string Reason, int Deliveries, string? Comment = null);
