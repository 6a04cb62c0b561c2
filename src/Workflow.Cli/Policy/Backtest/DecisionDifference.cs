using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Says how a decision differs from another one, in phrases that are alike for differences that are alike.</summary>
internal static class DecisionDifference
{
    /// <summary>What the second says differently; empty where both say the same, by whatever rules.</summary>
    public static IReadOnlyList<string> Of(PastDecision first, PastDecision second) => (first, second) switch
    {
        _ when first.Verdict != second.Verdict => [$"{Name(first)} -> {Name(second)}"],
        ({ Requirement: { } one }, { Requirement: { } other }) => [.. Compare(one, other)],
        _ => [],
    };

    private static string Name(PastDecision decision) => decision switch
    {
        { Defect: not null } => $"{Words.Token(decision.Verdict)} (impossible review)",
        { Verdict: Verdict.RequireReview, Requirement: { } requirement } => requirement.ToString(),
        _ => Words.Token(decision.Verdict),
    };

    private static IEnumerable<string> Compare(ReviewRequirement one, ReviewRequirement other)
    {
        if (one.Approvals != other.Approvals)
        {
            var (count, more) = (Math.Abs(one.Approvals - other.Approvals), other.Approvals > one.Approvals ? "more" : "fewer");
            yield return $"{count} {more} approval{(count == 1 ? "" : "s")}";
        }

        if (one.MinimumLevel != other.MinimumLevel)
        {
            yield return $"{Words.Of(other.MinimumLevel)} instead of {Words.Of(one.MinimumLevel)}";
        }

        foreach (var phrase in Lists(one, other).Concat(Flags(one, other)))
        {
            yield return phrase;
        }

        if (one.MinimumReading != other.MinimumReading)
        {
            yield return $"{other.MinimumReading.TotalMinutes:0.#} instead of {one.MinimumReading.TotalMinutes:0.#} minutes to read";
        }

        if (one.FreshSignIn != other.FreshSignIn)
        {
            yield return $"{SignIn(other)} instead of {SignIn(one)}";
        }
    }

    private static string SignIn(ReviewRequirement requirement) => requirement.FreshSignIn == TimeSpan.Zero
        ? "no proof of a sign-in"
        : $"a sign-in not older than {requirement.FreshSignIn.TotalMinutes:0.#} minutes";

    private static IEnumerable<string> Lists(ReviewRequirement one, ReviewRequirement other) =>
    [
        .. Compare(one.Roles, other.Roles, "one with the role", StringComparer.OrdinalIgnoreCase),
        .. Compare(one.Teams, other.Teams, "one of team", StringComparer.OrdinalIgnoreCase),
        .. Compare(one.Checklist, other.Checklist, "a tick at", StringComparer.Ordinal),
        .. Compare(Kinds(one), Kinds(other), "after opening", StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Flags(ReviewRequirement one, ReviewRequirement other) =>
    [
        .. Compare(one.CodeOwner, other.CodeOwner, "one by a code owner"),
        .. Compare(one.SponsorsTeam, other.SponsorsTeam, "one of the team of the agent's sponsor"),
        .. Compare(one.DifferentTeams, other.DifferentTeams, "from at least two teams"),
        .. Compare(one.Independent, other.Independent, "by nobody in the authors' line of management"),
    ];

    private static IEnumerable<string> Compare(
        IReadOnlyList<string> one, IReadOnlyList<string> other, string words, StringComparer comparer) =>
        other.Except(one, comparer).Select(value => $"also {words} '{value}'")
            .Concat(one.Except(other, comparer).Select(value => $"not {words} '{value}'"));

    private static string[] Compare(bool one, bool other, string words) => one == other ? [] : [$"{(other ? "also" : "not")} {words}"];

    private static IReadOnlyList<string> Kinds(ReviewRequirement requirement) =>
        [.. ApprovalRules.Split(requirement.Evidence).Select(Words.Of)];
}
