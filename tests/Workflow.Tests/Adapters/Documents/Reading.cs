using System.Text;
using Workflow.Adapters.Documents;
using Workflow.Core.Risk;

namespace Workflow.Tests.Adapters.Documents;

/// <summary>Reads documents from texts, and writes down what was found.</summary>
internal static class Reading
{
    public static RiskReport Read(string text, string name = "document.json") => Read(Encoding.UTF8.GetBytes(text), name);

    public static RiskReport Read(byte[] bytes, string name = "document.json")
    {
        var risk = new RiskCollector();
        DocumentReader.Read(new RiskDocument(name, () => new MemoryStream(bytes, writable: false)), risk);
        return risk.ToReport();
    }

    /// <summary>One finding a line: severity, whether it is irreversible, rule, place and words.</summary>
    public static string Describe(RiskReport report) => string.Join('\n',
    [
        .. report.Documents.Select(document => $"{document.Name}: {document.Kind}"),
        .. report.Findings.Select(finding =>
            $"{finding.Severity}{(finding.IsReversible ? "" : "!")} {finding.Rule} [{finding.Where}] {finding.What}\n"
            + $"    {finding.Explanation}"),
        "",
    ]);
}
