using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Risk;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a change can break: the worst above the buttons, the rest in the details.</summary>
internal static class RiskSection
{
    /// <summary>The irreversible findings come first: no later deployment mends them.</summary>
    public static IEnumerable<JsonObject> Build(RiskReport report, CardTexts texts, CardLimits limits)
    {
        var isGrave = report.Highest >= RiskSeverity.High;
        yield return Fact(texts.RiskLabel, [
            Paragraph(Run(RiskTexts.CountsOf(texts, report), bold: isGrave, color: isGrave ? "Attention" : null)),
            .. List(texts, RiskWords.IrreversibleFirst(report), limits.FirstFindings, finding => Finding(finding, texts, limits))]);
        if (report.BlastRadius is { } radius)
        {
            yield return Fact(texts.BlastRadiusLabel, Paragraph(Run(CardText.Plain(RiskTexts.Of(texts, radius), limits.Sentence))));
        }
    }

    public static IEnumerable<JsonObject> Rest(RiskReport report, CardTexts texts, CardLimits limits)
    {
        var findings = RiskWords.IrreversibleFirst(report).Skip(limits.FirstFindings).ToList();
        if (findings.Count > 0)
        {
            yield return Fact(texts.MoreRisksLabel, [.. List(texts, findings, limits.Items, finding => Finding(finding, texts, limits))]);
        }

        if (report.Documents.Count > 0)
        {
            yield return Fact(texts.ReadForRisksLabel, [.. List(texts, report.Documents, limits.Items, document => Paragraph(
                Run(CardText.Plain(document.Name, limits.Text), mono: true, size: "Small"),
                Run($" {CardText.Plain(document.Kind, limits.Text)}", subtle: true, size: "Small")))]);
        }

        if (report.BlastRadius is { Reached.Count: > 0 } radius)
        {
            yield return Fact(texts.ReachesLabel, [.. List(texts, radius.Reached, limits.Items, one => Service(one, texts, limits))]);
        }
    }

    private static JsonObject Service(ReachedService one, CardTexts texts, CardLimits limits)
    {
        var tier = one.Tier is { } known ? $", {texts.Tier(known)}" : "";
        var owner = one.Owner is { } named ? $", {CardText.Plain(named, limits.Text)}" : "";
        return Paragraph(Run(CardText.Plain(one.Name, limits.Text)), Run($"{tier}{owner}", subtle: true));
    }

    private static JsonObject Finding(RiskFinding finding, CardTexts texts, CardLimits limits) => Paragraph(
        Run($"{Capital(RiskTexts.WeightOf(texts, finding))}: ", bold: true, color: IsGrave(finding) ? "Attention" : null),
        Run(CardText.Plain(finding.What, limits.Text), bold: true),
        Run($". {CardText.Plain(finding.Explanation, limits.Text)} "),
        Run(CardText.Plain(finding.Where.ToString(), limits.Text), mono: true, subtle: true, size: "Small"));

    private static bool IsGrave(RiskFinding finding) => !finding.IsReversible || finding.Severity >= RiskSeverity.High;

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
