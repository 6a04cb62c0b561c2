using System.Text.Json.Nodes;
using Workflow.Core.Risk;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a change can break: the worst above the buttons, the rest in the details.</summary>
internal static class RiskSection
{
    /// <summary>The irreversible findings come first: no later deployment mends them.</summary>
    public static IEnumerable<JsonObject> Build(RiskReport report, CardLimits limits)
    {
        var isGrave = report.Highest >= RiskSeverity.High;
        yield return Fact("Risk", [
            Paragraph(Run(RiskWords.CountsOf(report), bold: isGrave, color: isGrave ? "Attention" : null)),
            .. List(RiskWords.IrreversibleFirst(report), limits.FirstFindings, finding => Finding(finding, limits))]);
        if (report.BlastRadius is { } radius)
        {
            yield return Fact("Blast radius", Paragraph(Run(CardText.Plain(RiskWords.Of(radius), limits.Sentence))));
        }
    }

    public static IEnumerable<JsonObject> Rest(RiskReport report, CardLimits limits)
    {
        var findings = RiskWords.IrreversibleFirst(report).Skip(limits.FirstFindings).ToList();
        if (findings.Count > 0)
        {
            yield return Fact("More risks", [.. List(findings, limits.Items, finding => Finding(finding, limits))]);
        }

        if (report.Documents.Count > 0)
        {
            yield return Fact("Read for risks", [.. List(report.Documents, limits.Items, document => Paragraph(
                Run(CardText.Plain(document.Name, limits.Text), mono: true, size: "Small"),
                Run($" {CardText.Plain(document.Kind, limits.Text)}", subtle: true, size: "Small")))]);
        }

        if (report.BlastRadius is { Reached.Count: > 0 } radius)
        {
            yield return Fact("Reaches", [.. List(radius.Reached, limits.Items, one => Service(one, limits))]);
        }
    }

    private static JsonObject Service(ReachedService one, CardLimits limits)
    {
        var tier = one.Tier is { } known ? $", tier {known}" : "";
        var owner = one.Owner is { } named ? $", {CardText.Plain(named, limits.Text)}" : "";
        return Paragraph(Run(CardText.Plain(one.Name, limits.Text)), Run($"{tier}{owner}", subtle: true));
    }

    private static JsonObject Finding(RiskFinding finding, CardLimits limits) => Paragraph(
        Run($"{Capital(RiskWords.WeightOf(finding))}: ", bold: true, color: IsGrave(finding) ? "Attention" : null),
        Run(CardText.Plain(finding.What, limits.Text), bold: true),
        Run($". {CardText.Plain(finding.Explanation, limits.Text)} "),
        Run(CardText.Plain(finding.Where.ToString(), limits.Text), mono: true, subtle: true, size: "Small"));

    private static bool IsGrave(RiskFinding finding) => !finding.IsReversible || finding.Severity >= RiskSeverity.High;

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
