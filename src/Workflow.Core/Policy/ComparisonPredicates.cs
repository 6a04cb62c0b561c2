using System.Globalization;

namespace Workflow.Core.Policy;

/// <summary>A leaf that holds when a number that it sees satisfies one of its comparisons.</summary>
public abstract record ComparisonPredicate(string Name, IReadOnlyList<NumberComparison> Comparisons) : Predicate(Name)
{
    public sealed override Truth Test(PolicyFacts facts) =>
        See(facts) is { } seen ? Compare(seen, CountsWhole(facts) ? seen : int.MaxValue) : Truth.Unknown;

    public sealed override PredicateResult Explain(PolicyFacts facts)
    {
        var truth = Test(facts);
        string[] expected = [.. Comparisons.Select(comparison => comparison.ToString())];
        string[] seen = See(facts) is { } number
            ? [(CountsWhole(facts) ? "" : "at least ") + number.ToString(CultureInfo.InvariantCulture)]
            : [];
        return new PredicateResult(Name, truth is Truth.Yes, expected, truth is Truth.Unknown ? [] : seen)
        {
            IsUnknown = truth is Truth.Unknown,
        };
    }

    /// <summary>The number, or what was counted of it; null where it could not be found out.</summary>
    protected abstract int? See(PolicyFacts facts);

    /// <summary>Whether the number is the whole one, and not only the least that it can be.</summary>
    protected virtual bool CountsWhole(PolicyFacts facts) => true;

    /// <summary>Whether one of the comparisons holds of every number between two, of some or of none.</summary>
    private Truth Compare(int least, int most)
    {
        var truth = Truth.No;
        for (var index = 0; index < Comparisons.Count && truth is not Truth.Yes; index++)
        {
            var one = Comparisons[index].Compare(least, most);
            truth = one > truth ? one : truth;
        }

        return truth;
    }
}

/// <summary>
/// <c>blast-radius</c>: how many services depend on the changed one, directly or through others; unknown where no service catalogue
/// knows it.
/// </summary>
public sealed record BlastRadiusPredicate(IReadOnlyList<NumberComparison> Comparisons) : ComparisonPredicate(Keyword, Comparisons)
{
    public const string Keyword = "blast-radius";

    public override string? FindDefect(bool releases) =>
        Comparisons.All(comparison => releases ? comparison.IsDownward : comparison.IsUpward)
            ? null
            : releases
                ? $"{Keyword} must be compared by < or <= here: a rule that releases at some blast radius releases at a smaller one"
                : $"{Keyword} must be compared by > or >= here: a rule that holds at some blast radius holds at a larger one";

    protected override int? See(PolicyFacts facts) => facts.Assessment.Risk?.BlastRadius is { IsKnown: true } radius ? radius.Count : null;
}
