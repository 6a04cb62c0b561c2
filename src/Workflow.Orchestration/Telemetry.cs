using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workflow.Orchestration;

/// <summary>The gate's own trace source and meter; hosts subscribe to both by <see cref="Name"/>.</summary>
public static class Telemetry
{
    public const string Name = "Workflow.DeploymentReviewGate";

    public static ActivitySource Source { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);
}
