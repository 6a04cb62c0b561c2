using System.Globalization;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Risk;

namespace Workflow.Cli.Risk;

/// <summary>For people: the document with the worst finding first, and in it the worst first.</summary>
internal sealed class TextRiskOutput(TextConsole console) : IRiskOutput
{
    private const string DiffKind = "unified-diff";

    private static readonly int SeverityWidth = Enum.GetNames<RiskSeverity>().Max(name => name.Length);

    public void Write(RiskReport report, bool isComplete)
    {
        foreach (var document in report.Findings.GroupBy(finding => finding.Where.Document))
        {
            var kind = report.Documents.FirstOrDefault(read => read.Name == document.Key)?.Kind;
            console.WriteLine($"[bold]{Visible.Of(document.Key)}[/]{(kind is null ? "" : $" ({kind})")}");
            foreach (var finding in document)
            {
                Write(finding, isDiff: kind is DiffKind);
            }

            console.WriteLine();
        }

        var named = report.Findings.Select(finding => finding.Where.Document);
        foreach (var (name, kind) in report.Documents.ExceptBy(named, read => read.Name))
        {
            console.WriteLine($"{Visible.Of(name)} ({kind}): nothing found.");
        }

        if (report.Count > report.Findings.Count)
        {
            console.WriteLine($"and {report.Count - report.Findings.Count:N0} more that are no worse.");
        }

        if (isComplete || report.Documents.Count > 0)
        {
            console.WriteLine($"{Summary(report)}");
        }

        if (!isComplete)
        {
            console.WriteLine($"Not every document could be read.");
        }

        if (report.BlastRadius is { } radius)
        {
            Write(radius);
        }

        console.Flush();
    }

    /// <param name="isDiff">Whether the document is about many files, which its findings have as their address.</param>
    private void Write(RiskFinding finding, bool isDiff)
    {
        var severity = Words.Token(finding.Severity).PadRight(SeverityWidth);
        var line = finding.Where.Line is { } number ? string.Create(CultureInfo.InvariantCulture, $"line {number}: ") : "";
        var file = isDiff && finding.Where.Address is { } address ? $"{address}: " : "";
        var undoing = RiskWords.ReversalOf(finding) is { } reversal ? $" ({reversal})" : "";
        console.WriteLine($"  {severity}  {line}{Clean(file + finding.What)}{Clean(undoing)}");
        console.WriteLine($"  {"".PadRight(SeverityWidth)}  {Clean(finding.Explanation)}");
    }

    private void Write(BlastRadius radius)
    {
        var tier = radius.HighestTier is { } highest
            ? string.Create(CultureInfo.InvariantCulture, $"; the highest tier reached is {highest}")
            : "";
        var known = radius.IsKnown ? "" : " (not in the catalogue)";
        console.WriteLine(
            $"{Clean(radius.Service)}{known}: services that depend on it: {radius.Count:N0}{tier}.");
        foreach (var reached in radius.Reached)
        {
            var own = reached.Tier is { } number ? string.Create(CultureInfo.InvariantCulture, $", tier {number}") : "";
            var owner = reached.Owner is { } name ? $", {Clean(name)}" : "";
            console.WriteLine($"  {Clean(reached.Name)}{own}{owner}");
        }

        if (radius.Count > radius.Reached.Count)
        {
            console.WriteLine($"  and {radius.Count - radius.Reached.Count:N0} more");
        }
    }

    private static string Summary(RiskReport report)
    {
        var documents = report.Documents.Count == 1
            ? "1 document"
            : string.Create(CultureInfo.InvariantCulture, $"{report.Documents.Count:N0} documents");
        var counts = report.Counts
            .Where(count => count.Value > 0)
            .OrderByDescending(count => count.Key)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} {Words.Token(count.Key)}"));
        return report.Count == 0 ? $"Nothing found in {documents}." : $"In {documents}: {string.Join(", ", counts)}.";
    }

    private static string Clean(string text) => Visible.Of(text.ReplaceLineEndings(" ").Replace('\t', ' '));
}
