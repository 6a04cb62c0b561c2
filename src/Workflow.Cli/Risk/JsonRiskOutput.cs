using System.Text.Json;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Risk;

namespace Workflow.Cli.Risk;

/// <summary>One JSON object: the findings, the worst first, how many there are of each severity, and the documents.</summary>
internal sealed class JsonRiskOutput(OutputBuffer output) : IRiskOutput
{
    public void Write(RiskReport report, bool isComplete)
    {
        using var json = new Utf8JsonWriter(output, JsonText.Indented);
        json.WriteStartObject();
        json.WriteBoolean("complete", isComplete);
        json.WriteString("highest", report.Highest is { } highest ? Words.Token(highest) : null);
        json.WriteStartObject("counts");
        foreach (var severity in Enum.GetValues<RiskSeverity>().Reverse())
        {
            json.WriteNumber(Words.Token(severity), report.Counts.GetValueOrDefault(severity));
        }

        json.WriteEndObject();
        json.WriteStartArray("documents");
        foreach (var document in report.Documents)
        {
            json.WriteStartObject();
            json.WriteString("name", document.Name);
            json.WriteString("kind", document.Kind);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        if (report.BlastRadius is { } radius)
        {
            Write(json, radius);
        }

        json.WriteEndObject();
        json.Flush();
        output.EndLine();
        output.Flush();
    }

    private static void Write(Utf8JsonWriter json, RiskFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", Words.Token(finding.Severity));
        json.WriteBoolean("reversible", finding.IsReversible);
        json.WriteString("document", finding.Where.Document);
        json.WriteString("address", finding.Where.Address);
        if (finding.Where.Line is { } line)
        {
            json.WriteNumber("line", line);
        }
        else
        {
            json.WriteNull("line");
        }

        json.WriteString("what", finding.What);
        json.WriteString("explanation", finding.Explanation);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BlastRadius radius)
    {
        json.WriteStartObject("blastRadius");
        json.WriteString("service", radius.Service);
        json.WriteBoolean("known", radius.IsKnown);
        json.WriteNumber("count", radius.Count);
        WriteTier(json, "highestTier", radius.HighestTier);
        json.WriteStartArray("reached");
        foreach (var reached in radius.Reached)
        {
            json.WriteStartObject();
            json.WriteString("name", reached.Name);
            WriteTier(json, "tier", reached.Tier);
            json.WriteString("owner", reached.Owner);
            json.WriteNumber("distance", reached.Distance);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTier(Utf8JsonWriter json, string name, int? tier)
    {
        if (tier is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
