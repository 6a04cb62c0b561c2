namespace Workflow.Core.Policy;

/// <summary>
/// The sentences that say why a verdict is as it is. They name all that made it, in an order that the policy's does not change.
/// </summary>
internal static class JudgementText
{
    public static string Explain(Judgement judgement, DeploymentPolicy policy, PolicyFacts facts) => judgement switch
    {
        { Ground: Ground.UnknownEnvironment } => UnknownEnvironment(policy, facts.Request.Environment),
        { Ground: Ground.Freeze, Freeze: { } freeze } => Frozen(freeze),
        { Ground: Ground.Unprotected } => Unprotected(facts.Request.Environment),
        { Ground: Ground.Default } => $"No rule matched; the default asks for {judgement.AskedByDefault}.{More(judgement, policy, facts)}",
        { Ground: Ground.Floor } =>
            $"{Rules(judgement, facts, "release")} No rule can release {Floor.Describe(facts.Assessment)}; "
            + $"the default asks for {judgement.AskedByDefault}.{More(judgement, policy, facts)}",
        { AskedByRules: { } asked, AskedByDefault: { } fallback } =>
            $"{Rules(judgement, facts, "ask", $" for {asked}")} "
            + $"With the default, which no finding replaces, that is {asked.And(fallback)}.{More(judgement, policy, facts)}",
        { AskedByRules: { } asked } => $"{Rules(judgement, facts, "ask", $" for {asked}")}{More(judgement, policy, facts)}",
        _ => Rules(judgement, facts, judgement.Verdict is Verdict.Block ? "block" : "release"),
    };

    public static string UnknownEnvironment(DeploymentPolicy policy, string environment) =>
        $"The environment '{environment}' is not in the policy; "
        + $"it knows {string.Join(", ", policy.Environments.Keys.Order(StringComparer.Ordinal))}.";

    public static string Frozen(FreezeResult freeze) =>
        $"Freeze window '{freeze.Name}' holds until {Words.Of(freeze.Until!.Value)}. Only break-glass gets through.";

    public static string Unprotected(string environment) => $"The environment '{environment}' is not protected.";

    /// <summary>The names of the rules that decided; rules that the floor overruled did not.</summary>
    public static IReadOnlyList<string> NamesOf(Judgement judgement)
    {
        if (judgement.Ground is Ground.Floor || judgement.Deciding.Count == 0)
        {
            return [];
        }

        var names = new string[judgement.Deciding.Count];
        for (var index = 0; index < names.Length; index++)
        {
            names[index] = judgement.Deciding[index].Name;
        }

        return names;
    }

    /// <summary>What the floor adds to what was asked for, whose team is asked for, and whether one person more is.</summary>
    private static string More(Judgement judgement, DeploymentPolicy policy, PolicyFacts facts)
    {
        var asked = judgement.BeforeSample ?? judgement.Requirement;
        var floor = judgement.IsRaisedByFloor
            ? $" {Words.Capitalize(Floor.Describe(facts.Assessment)!)} needs a senior: that is {asked}."
            : "";
        var team = judgement.AsksSponsorsTeam && SponsorTeams.Describe(SponsorTeams.Of(facts.Assessment)) is { } sponsors
            ? $" {Words.Capitalize(sponsors)}."
            : "";
        var sample = judgement.BeforeSample is null
            ? ""
            : $" {Words.Capitalize(SecondApproval.Describe(policy.SecondApprovalShare))}: that is {judgement.Requirement}.";
        return floor + team + sample;
    }

    private static string Rules(Judgement judgement, PolicyFacts facts, string verb, string forWhat = "")
    {
        PolicyRule[] rules = [.. judgement.Deciding.OrderBy(rule => rule.Name, StringComparer.Ordinal)];
        var names = string.Join(" and ", rules.Select(rule => $"'{rule.Name}'"));
        var because = string.Join("; ", rules[0].Predicates.Select(predicate => predicate.Explain(facts).Description));
        var tail = because.Length == 0 ? "" : $": {because}";
        return rules.Length == 1 ? $"Rule {names} {verb}s{forWhat}{tail}." : $"Rules {names} {verb}{forWhat}{tail}.";
    }
}
