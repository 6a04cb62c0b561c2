using System.Globalization;

namespace Workflow.Core.Policy;

/// <summary>A leaf that holds when a number that it sees satisfies one of its comparisons.</summary>
public abstract record ComparisonPredicate(string Name, IReadOnlyList<NumberComparison> Comparisons) : Predicate(Name)
{
    public sealed override Truth Test(PolicyFacts facts) => See(facts) is { } seen ? Holds(seen) ? Truth.Yes : Truth.No : Truth.Unknown;

    public sealed override PredicateResult Explain(PolicyFacts facts)
    {
        string[] expected = [.. Comparisons.Select(comparison => comparison.ToString())];
        return See(facts) is { } seen
            ? new PredicateResult(Name, Holds(seen), expected, [seen.ToString(CultureInfo.InvariantCulture)])
            : new PredicateResult(Name, false, expected, []) { IsUnknown = true };
    }

    /// <summary>The number; null where it could not be found out.</summary>
    protected abstract int? See(PolicyFacts facts);

    private bool Holds(int seen)
    {
        for (var index = 0; index < Comparisons.Count; index++)
        {
            if (Comparisons[index].Holds(seen))
            {
                return true;
            }
        }

        return false;
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

/// <summary><c>changed-lines</c>: added and deleted lines, of the files for which they are counted.</summary>
public sealed record ChangedLinesPredicate(IReadOnlyList<NumberComparison> Comparisons) : ComparisonPredicate(Keyword, Comparisons)
{
    public const string Keyword = "changed-lines";

    protected override int? See(PolicyFacts facts) =>
        (int)Math.Min(int.MaxValue, (long)facts.Assessment.Changes.AddedLines + facts.Assessment.Changes.DeletedLines);
}

/// <summary><c>changed-files</c>: how many files are changed.</summary>
public sealed record ChangedFilesPredicate(IReadOnlyList<NumberComparison> Comparisons) : ComparisonPredicate(Keyword, Comparisons)
{
    public const string Keyword = "changed-files";

    protected override int? See(PolicyFacts facts) => facts.Assessment.Changes.Paths.Count;
}

/// <summary><c>commits</c>: how many commits are deployed.</summary>
public sealed record CommitsPredicate(IReadOnlyList<NumberComparison> Comparisons) : ComparisonPredicate(Keyword, Comparisons)
{
    public const string Keyword = "commits";

    protected override int? See(PolicyFacts facts) => facts.Assessment.Changes.Commits;
}
