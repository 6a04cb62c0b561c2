using System.Net;
using System.Text.Json;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Demo;

/// <summary>Reads a running gate as any program would: over its JSON API.</summary>
internal sealed class GateClient(HttpClient http)
{
    /// <exception cref="DemoException">The gate does not show its deployments.</exception>
    public async Task EnsureReadableAsync(CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri("/api/deployments?limit=1", UriKind.Relative), cancellationToken);
        await ReadAsync<JsonElement>(response, cancellationToken);
    }

    /// <summary>The deployment as the gate knows it, or null where it does not know it yet.</summary>
    /// <exception cref="DemoException">The gate does not show it.</exception>
    public async Task<DeploymentStatus?> FindAsync(string deployment, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/api/deployments/{deployment}", UriKind.Relative), cancellationToken);
        return response.StatusCode is HttpStatusCode.NotFound
            ? null
            : await ReadAsync<DeploymentStatus>(response, cancellationToken);
    }

    /// <summary>The audit trail of a deployment.</summary>
    /// <exception cref="DemoException">The gate does not show it.</exception>
    public async Task<AuditStatus> ReadAuditAsync(string deployment, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/api/deployments/{deployment}/audit", UriKind.Relative), cancellationToken);
        return await ReadAsync<AuditStatus>(response, cancellationToken);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (status is 401 or 403 or (>= 300 and < 400))
        {
            throw new DemoException(
                $"The gate at {http.BaseAddress} shows its deployments only to those who may see them ({status}): put a bearer token of "
                + "somebody who may into the environment variable GATE_TOKEN, or, for a gate on this machine only, "
                + "set Access:SignIn to None as 'demo settings' does.");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw new DemoException($"The gate at {http.BaseAddress} does not show its deployments: "
                + $"{await GateAnswer.DescribeAsync(response, cancellationToken)}");
        }

        try
        {
            return (await response.Content.ReadFromJsonAsync<T>(WorkflowJson.Options, cancellationToken))!;
        }
        catch (JsonException exception)
        {
            throw new DemoException($"What answers at {http.BaseAddress} is no gate of this version: {exception.Message}");
        }
    }
}

/// <summary>An answer of the gate that is no success, in words.</summary>
internal static class GateAnswer
{
    private const int MaxLength = 300;

    /// <returns>The status, and what the gate says about it: a problem's detail (RFC 9457), or else the beginning of the body.</returns>
    public static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        return $"{(int)response.StatusCode} {Detail(body) ?? body[..Math.Min(body.Length, MaxLength)]}";
    }

    private static string? Detail(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("detail").GetString();
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
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

/// <param name="Deadline">When the ladder step ends at which they were asked.</param>
/// <param name="Undeliverable">Why the card will never be delivered.</param>
internal sealed record AskedStatus(
    string Name, string ObjectId, bool Delivered, DateTimeOffset AskedAt, DateTimeOffset Deadline, string? Undeliverable = null);

internal sealed record OutcomeStatus(
    string Decision, string Reason, string Explanation, IReadOnlyList<string> DecidedBy, string? Comment = null);

/// <param name="Intact">Whether the hash chain holds.</param>
internal sealed record AuditStatus(bool Intact, IReadOnlyList<AuditRecordStatus> Records);

/// <param name="Data">The recorded facts as JSON.</param>
internal sealed record AuditRecordStatus(string Kind, string Summary, string? Data = null);
