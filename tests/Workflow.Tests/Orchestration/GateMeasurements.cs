using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Workflow.Orchestration;

namespace Workflow.Tests.Orchestration;

/// <summary>What the gate's meter measures while a test runs, by the test's own flow only: others run at the same time.</summary>
internal sealed class GateMeasurements : IDisposable
{
    private static readonly AsyncLocal<GateMeasurements?> Own = new();

    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, string? Unit, double Value)> all = new();

    public GateMeasurements()
    {
        Own.Value = this;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Keep(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Keep(instrument, value));
        listener.Start();
    }

    public double Sum(string name) => all.Where(one => one.Name == name).Sum(one => one.Value);

    /// <summary>The last value, with its unit; null where there is none.</summary>
    public (string? Unit, double Value)? Last(string name) =>
        all.LastOrDefault(one => one.Name == name) is { Name: not null } last ? (last.Unit, last.Value) : null;

    public void Dispose()
    {
        listener.Dispose();
        Own.Value = null;
    }

    private void Keep(Instrument instrument, double value)
    {
        if (Own.Value == this)
        {
            all.Enqueue((instrument.Name, instrument.Unit, value));
        }
    }
}
