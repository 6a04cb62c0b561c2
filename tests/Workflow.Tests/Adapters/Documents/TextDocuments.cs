using System.Text;
using Workflow.Adapters.Documents;
using Workflow.Core.Risk;

namespace Workflow.Tests.Adapters.Documents;

/// <summary>Reads documents from texts, and shows findings as lines.</summary>
internal static class TextDocuments
{
    public static RiskReport Document(string name, string text)
    {
        var risk = new RiskCollector();
        DocumentReader.Read(new RiskDocument(name, Open(text)!), risk);
        return risk.ToReport();
    }

    public static RiskReport Change(string path, string? before, string? after)
    {
        var risk = new RiskCollector();
        ChangedDocumentReader.Read(new ChangedDocument(path, Open(before), Open(after)), risk);
        return risk.ToReport();
    }

    /// <summary>One line for each finding, the worst first.</summary>
    public static string Show(RiskReport report) => string.Join('\n', report.Findings.Select(finding =>
        $"{finding.Severity}{(finding.IsReversible ? "" : " irreversible")} {finding.Rule} at {finding.Where}: {finding.What}"));

    /// <summary>What happens, in the order of its weight, joined by <c>; </c>.</summary>
    public static string What(RiskReport report) => string.Join("; ", report.Findings.Select(finding => finding.What));

    private static Func<Stream>? Open(string? text) => text is null ? null : () => new MemoryStream(Encoding.UTF8.GetBytes(text));
}
