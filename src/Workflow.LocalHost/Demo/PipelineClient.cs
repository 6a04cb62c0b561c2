using Workflow.LocalHost.Local.Pipeline;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Demo;

/// <summary>Reads what the stand-in for a pipeline was told.</summary>
/// <param name="http">With the stand-ins' address.</param>
internal sealed class PipelineClient(HttpClient http)
{
    public async Task<IReadOnlyList<CallbackStatus>> ReadCallbacksAsync(string deployment, CancellationToken cancellationToken) =>
        (await http.GetFromJsonAsync<IReadOnlyList<CallbackStatus>>(
            new Uri($"{LocalPipeline.CallbackPath}/{deployment}", UriKind.Relative), WorkflowJson.Options, cancellationToken))!;
}

/// <summary>One message that the local pipeline received.</summary>
/// <param name="Deliveries">How often it was delivered.</param>
internal sealed record CallbackStatus(string WebhookId, string Decision, string Reason, int Deliveries, string? Comment = null);
