using System.Text.Json;
using Workflow.Core;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>The JSON of one judged commit, the same in every output.</summary>
internal static class ProvenanceJson
{
    public static void Write(Utf8JsonWriter json, JudgedCommit judged)
    {
        var provenance = judged.Provenance;
        json.WriteStartObject();
        json.WriteString("sha", provenance.Sha);
        json.WriteString("kind", Words.Token(provenance.Kind));
        json.WriteStartArray("tools");
        foreach (var tool in provenance.Tools)
        {
            json.WriteStringValue(tool.Id);
        }

        json.WriteEndArray();
        json.WriteStartArray("evidence");
        foreach (var found in provenance.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("signal", found.Signal);
            json.WriteString("tool", judged.ToolOf(found));
            json.WriteString("kind", Words.Token(found.Kind));
            json.WriteString("certainty", Words.Token(found.Certainty));
            json.WriteString("where", JudgedCommit.PlaceOf(found));
            json.WriteString("text", found.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteWhatElseIsKnown(json, provenance);
        json.WriteEndObject();
    }

    private static void WriteWhatElseIsKnown(Utf8JsonWriter json, CommitProvenance provenance)
    {
        if (provenance.Sponsor is { } sponsor)
        {
            json.WriteString("sponsor", sponsor.Email is { } email ? $"{sponsor.Name} <{email}>".TrimStart() : sponsor.ToString());
        }

        if (provenance.AiLines is { } lines)
        {
            json.WriteNumber("aiLines", lines);
        }

        if (provenance.Denial is { } denial)
        {
            json.WriteString("denial", denial);
        }
    }
}
