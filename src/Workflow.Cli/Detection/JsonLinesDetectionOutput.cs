using System.Text.Json;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Detection;

/// <summary>One JSON object a line, in the order of the input.</summary>
internal sealed class JsonLinesDetectionOutput(OutputBuffer output) : IDetectionOutput, IDisposable
{
    private readonly Utf8JsonWriter json = new(output, JsonText.OneLine);

    public void Add(JudgedCommit judged)
    {
        json.Reset();
        ProvenanceJson.Write(json, judged);
        json.Flush();
        output.EndLine();
    }

    public void Finish(DetectionTotals totals, bool isComplete) => output.Flush();

    public void Dispose() => json.Dispose();
}
