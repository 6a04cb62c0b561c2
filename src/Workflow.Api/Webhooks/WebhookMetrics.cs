using System.Diagnostics.Metrics;
using Workflow.Orchestration;

namespace Workflow.Api.Webhooks;

/// <summary>Counts webhooks. Tags have few values: receivers that are configured, and the tokens of problems.</summary>
internal static class WebhookMetrics
{
    public const string Received = "gate.webhooks.received";

    public const string Refused = "gate.webhooks.refused";

    private static readonly Counter<long> ReceivedCounter =
        Telemetry.Meter.CreateCounter<long>(Received, "{webhook}", "Webhooks that reached a receiver.");

    private static readonly Counter<long> RefusedCounter =
        Telemetry.Meter.CreateCounter<long>(Refused, "{webhook}", "Webhooks that had no effect, by the reason.");

    public static void CountReceived(string receiver) => ReceivedCounter.Add(1, [new("receiver", receiver)]);

    public static void CountRefused(string receiver, string reason) =>
        RefusedCounter.Add(1, [new("receiver", receiver), new("reason", reason)]);
}
