using System.Text.Json;

namespace Workflow.LocalHost.Local.Pipeline;

/// <summary>What the local pipeline was told about a deployment.</summary>
/// <param name="Decision"><c>release</c> or <c>cancel</c>.</param>
/// <param name="Deliveries">How often the message with this id was delivered; only the first takes effect.</param>
internal sealed record ReceivedCallback(
    string Deployment, string WebhookId, string Decision, string Reason, string? Comment, int Deliveries)
{
    /// <exception cref="JsonException">The body is no callback of the gate.</exception>
    public static ReceivedCallback Read(string webhookId, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var data = document.RootElement.GetProperty("data");
            return new ReceivedCallback(
                data.GetProperty("id").GetString()!,
                webhookId,
                data.GetProperty("decision").GetString()!,
                data.GetProperty("reason").GetString()!,
                data.TryGetProperty("comment", out var comment) ? comment.GetString() : null,
                Deliveries: 1);
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException)
        {
            throw new JsonException("The callback has not the form of the gate's.", wrong);
        }
    }
}
