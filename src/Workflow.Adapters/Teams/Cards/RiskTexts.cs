using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a risk report says besides its findings, in the reader's words: the counterpart of <see cref="RiskWords"/>.</summary>
internal static class RiskTexts
{
    /// <summary>How many findings there are of each severity, the worst first.</summary>
    public static string CountsOf(CardTexts texts, RiskReport report)
    {
        var counts = report.Counts
            .Where(entry => entry.Value > 0)
            .OrderByDescending(entry => entry.Key)
            .Select(entry => string.Create(texts.Culture, $"{entry.Value:N0} {texts.Severity(entry.Key)}"))
            .ToList();
        return counts.Count == 0 ? texts.NothingFound : string.Join(", ", counts);
    }

    public static string WeightOf(CardTexts texts, RiskFinding finding)
    {
        var severity = texts.Severity(finding.Severity);
        return finding.IsReversible ? severity : texts.Irreversible(severity);
    }

    /// <summary>One or two sentences. The service's own tier counts as reached.</summary>
    public static string Of(CardTexts texts, BlastRadius radius)
    {
        var reach = ReachOf(texts, radius);
        return radius switch
        {
            { IsKnown: false, Count: 0 } => texts.ServiceUnknown(radius.Service),
            { IsKnown: false } => texts.ServiceItselfUnknown(reach),
            { HighestTier: { } tier, Count: > 0 } => texts.HighestTier(reach, tier),
            { Tier: { } own } => texts.OwnTier(reach, own),
            _ => texts.Reach(reach),
        };
    }

    private static string ReachOf(CardTexts texts, BlastRadius radius)
    {
        var direct = radius.Reached.Count(one => one.Distance == 1);
        return radius.Count switch
        {
            0 => texts.NoServiceDepends(radius.Service),
            1 => texts.ServicesDepend(1, radius.Service),
            _ when direct == radius.Count => texts.AllDirectly(texts.ServicesDepend(radius.Count, radius.Service)),
            _ => texts.SomeDirectly(texts.ServicesDepend(radius.Count, radius.Service), direct),
        };
    }
}
