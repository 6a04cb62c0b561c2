using System.Text.Json;
using Workflow.Cli.Terminal;
using Workflow.Core.Deployments;

namespace Workflow.Cli.Detection;

/// <summary>One JSON object a line, in the order of the input.</summary>
internal sealed class JsonLinesDetectionOutput(OutputBuffer output) : IDetectionOutput, IDisposable
{
    private readonly Utf8JsonWriter json = new(output, ProvenanceJson.OneLine);

    public void Add(Commit commit, CommitProvenance provenance)
    {
        json.Reset();
        ProvenanceJson.Write(json, provenance);
        json.Flush();
        output.EndLine();
    }

    public void Finish(DetectionTotals totals, bool isComplete) => output.Flush();

    public void Dispose() => json.Dispose();
}
