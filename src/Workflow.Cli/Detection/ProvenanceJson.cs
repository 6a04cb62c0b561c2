using System.Text.Encodings.Web;
using System.Text.Json;
using Workflow.Core;

namespace Workflow.Cli.Detection;

/// <summary>The JSON of one judged commit, the same in every output.</summary>
internal static class ProvenanceJson
{
    /// <summary>For files and programs, so <c>&lt;</c> and <c>+</c> stay readable.</summary>
    public static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, CommitProvenance provenance)
    {
        json.WriteStartObject();
        json.WriteString("sha", provenance.Sha);
        json.WriteString("kind", Words.Token(provenance.Kind));
        json.WriteStartArray("tools");
        foreach (var tool in provenance.Tools)
        {
            json.WriteStringValue(tool);
        }

        json.WriteEndArray();
        json.WriteStartArray("evidence");
        foreach (var found in provenance.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("signal", found.Signal);
            json.WriteString("tool", found.Tool);
            json.WriteString("kind", Words.Token(found.Kind));
            json.WriteString("certainty", found.Certainty);
            json.WriteString("where", found.Where);
            json.WriteString("text", found.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
