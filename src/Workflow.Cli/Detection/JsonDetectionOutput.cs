using System.Text.Json;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>One JSON object: the commits as they come, then what they add up to.</summary>
internal sealed class JsonDetectionOutput : IDetectionOutput, IDisposable
{
    private static readonly ProvenanceKind[] Kinds = Enum.GetValues<ProvenanceKind>();

    private readonly OutputBuffer output;
    private readonly Utf8JsonWriter json;

    public JsonDetectionOutput(OutputBuffer output)
    {
        this.output = output;
        json = new Utf8JsonWriter(output, JsonText.OneLine);
        json.WriteStartObject();
        json.WriteStartArray("commits");
    }

    public void Add(JudgedCommit judged)
    {
        ProvenanceJson.Write(json, judged);
        json.Flush();
        output.EndLine();
    }

    public void Finish(DetectionTotals totals, bool isComplete)
    {
        json.WriteEndArray();
        json.WriteBoolean("complete", isComplete);
        json.WriteNumber("total", totals.Commits);
        json.WriteStartObject("totals");
        foreach (var kind in Kinds)
        {
            json.WriteNumber(Words.Token(kind), totals[kind]);
        }

        json.WriteEndObject();
        json.WriteStartObject("shares");
        foreach (var kind in Kinds)
        {
            json.WriteNumber(Words.Token(kind), Math.Round(totals.ShareOf(kind), 4));
        }

        json.WriteEndObject();
        json.WriteStartObject("tools");
        foreach (var (tool, commits) in totals.Tools)
        {
            json.WriteNumber(tool, commits);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.EndLine();
        output.Flush();
    }

    public void Dispose() => json.Dispose();
}
