using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy.Analysis;

/// <summary>Finds rules that do nothing. What it says can be relied on; it does not find all.</summary>
public static class PolicyAnalysis
{
    /// <returns>In the policy's order.</returns>
    public static IReadOnlyList<PolicyFault> FindFaults(DeploymentPolicy policy)
    {
        List<PolicyFault> faults = [];
        for (var place = 0; place < policy.Rules.Count; place++)
        {
            var rule = policy.Rules[place];
            var sentence = FindContradiction(policy, rule)
                ?? FindFloor(rule)
                ?? (FindShadow(policy.Rules, place) is { } shadow
                    ? $"is always shadowed: {shadow}; remove it, or narrow the other one"
                    : null);
            if (sentence is not null)
            {
                faults.Add(new PolicyFault($"rule '{rule.Name}'", sentence));
            }
        }

        return faults;
    }

    /// <summary>Whether a rule can match no deployment, and why.</summary>
    private static string? FindContradiction(DeploymentPolicy policy, PolicyRule rule)
    {
        // Conditions that contradict each other hold all the same while their fact is unknown, except in a rule that releases.
        OneValuePredicate[] leaves =
        [
            .. rule.Predicates
                .SelectMany(Conjuncts)
                .OfType<OneValuePredicate>()
                .Where(leaf => rule.Verdict is Verdict.Release || IsAlwaysKnown(leaf)),
        ];
        foreach (var keyword in leaves.GroupBy(leaf => leaf.Name))
        {
            var common = keyword.Select(leaf => leaf.Expected).Aggregate(
                (all, some) => [.. all.Intersect(some, StringComparer.OrdinalIgnoreCase)]);
            if (common.Count == 0)
            {
                return $"can never match: no value of {keyword.Key} satisfies all of its conditions";
            }

            if (keyword.Key == EnvironmentPredicate.Keyword
                && common.All(name => policy.Environments.TryGetValue(name, out var known) && !known.IsProtected))
            {
                return $"can never match: {string.Join(", ", common)} is not protected, "
                    + "and rules are asked for protected environments only";
            }
        }

        return rule.Predicates.SelectMany(Conjuncts).Any(part => part is AnyPredicate { Of.Count: 0 })
            ? "can never match: 'any' has no parts"
            : null;
    }

    private static bool IsAlwaysKnown(OneValuePredicate leaf) =>
        leaf is EnvironmentPredicate or ServicePredicate or ProvenancePredicate or AuthorLevelPredicate;

    /// <summary>Whether the gate's own promise takes away all that a rule could release.</summary>
    private static string? FindFloor(PolicyRule rule)
    {
        if (rule.Verdict is not Verdict.Release)
        {
            return null;
        }

        Predicate[] parts = [.. rule.Predicates.SelectMany(Conjuncts)];
        var isOfJuniors = parts.OfType<AuthorLevelPredicate>().Any(
            part => part.Expected.All(level => IsOneOf(level, Words.Token(Level.Junior), Words.Token(Level.Mid))));
        var isOfAi = parts.OfType<ProvenancePredicate>().Any(part => part.Expected.All(kind =>
            IsOneOf(kind, Words.Token(ProvenanceKind.Agent))
            || (isOfJuniors && !IsOneOf(kind, Words.Token(ProvenanceKind.None)))));
        return isOfAi ? "releases nothing: what AI wrote with or for less than a senior always needs one" : null;
    }

    private static string? FindShadow(IReadOnlyList<PolicyRule> rules, int place)
    {
        var rule = rules[place];
        for (var index = 0; index < rules.Count; index++)
        {
            if (index != place && IsShadowed(rule, rules[index]) && (index < place || !IsShadowed(rules[index], rule)))
            {
                return $"rule '{rules[index].Name}' matches whenever it does and asks for as much";
            }
        }

        return null;
    }

    private static bool IsShadowed(PolicyRule rule, PolicyRule by) =>
        AsksForAsMuch(rule, by) && Implication.Holds(new AllPredicate(rule.Predicates), new AllPredicate(by.Predicates));

    private static bool AsksForAsMuch(PolicyRule rule, PolicyRule by) => (rule.Verdict, by.Verdict) switch
    {
        (Verdict.Release, Verdict.Release) or (_, Verdict.Block) => true,

        // Rules about findings leave the default in force: one that is not about them takes its place.
        (Verdict.RequireReview, Verdict.RequireReview) =>
            by.Demand!.Requirement.Covers(rule.Demand!.Requirement) && (rule.IsAboutFindings || !by.IsAboutFindings),
        _ => false,
    };

    /// <summary>The parts that must all hold.</summary>
    private static IEnumerable<Predicate> Conjuncts(Predicate predicate) =>
        predicate is AllPredicate all ? all.Of.SelectMany(Conjuncts) : [predicate];

    private static bool IsOneOf(string word, params IEnumerable<string> words) => words.Contains(word, StringComparer.OrdinalIgnoreCase);
}
