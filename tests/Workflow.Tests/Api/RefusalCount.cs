using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Workflow.Api.Webhooks;
using Workflow.Orchestration;

namespace Workflow.Tests.Api;

/// <summary>The refused webhooks that the gate's meter counted, of all tests that run meanwhile.</summary>
internal sealed class RefusalCount : IDisposable
{
    private readonly MeterListener listener = new();

    public RefusalCount()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Telemetry.Name && instrument.Name == WebhookMetrics.Refused)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Refusals.Add(((string)tags[0].Value!, (string)tags[1].Value!)));
        listener.Start();
    }

    public ConcurrentBag<(string Receiver, string Reason)> Refusals { get; } = [];

    public void Dispose() => listener.Dispose();
}
