using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Risk;

namespace Workflow.Cli.Risk;

/// <summary>SARIF 2.1.0, for the views of findings that code hosts and editors have.</summary>
internal sealed class SarifRiskOutput(OutputBuffer output) : IRiskOutput
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private const string Version = "2.1.0";

    /// <summary>The name and version of the way in which <see cref="Fingerprint"/> is made.</summary>
    private const string FingerprintName = "gate/v1";

    private readonly List<string> rules = [.. RiskRules.All.Select(rule => rule.Id)];

    public void Write(RiskReport report, bool isComplete)
    {
        rules.AddRange(report.Findings.Select(finding => finding.Rule).Distinct().Except(rules).ToList());
        using var json = new Utf8JsonWriter(output, JsonText.Indented);
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", Version);
        json.WriteStartArray("runs");
        json.WriteStartObject();
        WriteTool(json);
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", isComplete);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("columnKind", "utf16CodeUnits");
        json.WriteStartArray("results");
        foreach (var finding in report.Findings)
        {
            WriteResult(json, finding);
        }

        json.WriteEndArray();
        json.WriteStartObject("properties");
        json.WriteNumber("findings", report.Count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.EndLine();
        output.Flush();
    }

    private void WriteTool(Utf8JsonWriter json)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "Deployment review gate");
        json.WriteString("version", typeof(SarifRiskOutput).Assembly.GetName().Version!.ToString(fieldCount: 3));
        json.WriteStartArray("rules");
        foreach (var id in rules)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            WriteText(json, "shortDescription", RiskRules.All.FirstOrDefault(rule => rule.Id == id)?.Title ?? id);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteResult(Utf8JsonWriter json, RiskFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", finding.Rule);
        json.WriteNumber("ruleIndex", rules.IndexOf(finding.Rule));
        json.WriteString("level", LevelOf(finding.Severity));
        WriteText(
            json,
            "message",
            $"{finding.What}. {finding.Explanation}{(RiskWords.ReversalOf(finding) is { } reversal ? $" It {reversal}." : "")}");
        json.WriteStartArray("locations");
        WriteLocation(json, finding.Where);
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString(FingerprintName, Fingerprint(finding));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("severity", Words.Token(finding.Severity));
        json.WriteBoolean("reversible", finding.IsReversible);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, RiskLocation where)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        json.WriteString("uri", UriOf(where.Document));
        json.WriteEndObject();
        if (where.Line is { } line)
        {
            json.WriteStartObject("region");
            json.WriteNumber("startLine", line);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (where.Address is { } address)
        {
            json.WriteStartArray("logicalLocations");
            json.WriteStartObject();
            json.WriteString("fullyQualifiedName", address);
            json.WriteString("kind", "resource");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string LevelOf(RiskSeverity severity) => severity switch
    {
        RiskSeverity.Critical or RiskSeverity.High => "error",
        RiskSeverity.Medium => "warning",
        _ => "note",
    };

    /// <summary>A relative reference for a relative path, as the results are looked up from the root of the repository.</summary>
    private static string UriOf(string path)
    {
        var slashes = path.Replace('\\', '/');
        var reference = string.Join('/', slashes.Split('/').Select(Uri.EscapeDataString));
        return Path.IsPathFullyQualified(path) ? $"file://{(reference.StartsWith('/') ? "" : "/")}{reference}" : reference;
    }

    /// <summary>The same for the same finding in the next run, whatever moved in the document.</summary>
    private static string Fingerprint(RiskFinding finding) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\0', finding.Rule, finding.Where.Document, finding.Where.Address, finding.What))));
}
