using Workflow.Core.Deployments;
using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Demo.Gates;

namespace Workflow.Tests.Demo;

/// <summary>A gate elsewhere, its stand-ins, and a folder for what is prepared for it.</summary>
internal sealed class SampleTarget : IDisposable
{
    public static readonly Uri Gate = new("http://127.0.0.1:7071");
    public static readonly Uri StandIns = new("http://127.0.0.1:7072");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("target-");

    public DemoFiles Files => new(Path.Combine(folder.FullName, "demo-target"));

    public TargetSettings Prepare(Uri? gate = null, Uri? standIns = null) =>
        TargetSettings.Prepare(Files, gate ?? Gate, standIns ?? StandIns, "UseDevelopmentStorage=true");

    /// <summary>A deployment as the demo sees it.</summary>
    /// <param name="state">Null for one that the gate does not show yet.</param>
    public static DemoRow Row(string? state, DateTimeOffset? deadline = null, params AskedStatus[] asked)
    {
        var deployment = new DemoDeployment(
            DemoScenario.Unanswered, new CommitRange(new string('a', 40), new string('b', 40)), "refs/tags/demo", [], IsFromHistory: false);
        return new DemoRow(deployment, "demo-1") { Status = state is null ? null : new DeploymentStatus("demo-1", state, asked, deadline) };
    }

    public void Dispose() => folder.Delete(recursive: true);
}
