using Workflow.Core.Deployments;

namespace Workflow.Core.Policy;

/// <summary>
/// A leaf that looks at how much a change changes. What was read of a change that could not be read whole is the least that it can be:
/// more than that satisfies what the count satisfies already, and all else is unknown.
/// </summary>
public abstract record SizePredicate(string Name, IReadOnlyList<NumberComparison> Comparisons) : ComparisonPredicate(Name, Comparisons)
{
    /// <summary>What it counts.</summary>
    protected abstract ChangeParts Counted { get; }

    protected sealed override bool CountsWhole(PolicyFacts facts) => (facts.Assessment.Changes.Missing & Counted) is ChangeParts.None;
}

/// <summary><c>changed-lines</c>: added and deleted lines, of the files for which they are counted.</summary>
public sealed record ChangedLinesPredicate(IReadOnlyList<NumberComparison> Comparisons) : SizePredicate(Keyword, Comparisons)
{
    public const string Keyword = "changed-lines";

    protected override ChangeParts Counted => ChangeParts.Files;

    protected override int? See(PolicyFacts facts) =>
        (int)Math.Min(int.MaxValue, (long)facts.Assessment.Changes.AddedLines + facts.Assessment.Changes.DeletedLines);
}

/// <summary><c>changed-files</c>: how many files are changed.</summary>
public sealed record ChangedFilesPredicate(IReadOnlyList<NumberComparison> Comparisons) : SizePredicate(Keyword, Comparisons)
{
    public const string Keyword = "changed-files";

    protected override ChangeParts Counted => ChangeParts.Files;

    protected override int? See(PolicyFacts facts) => facts.Assessment.Changes.Paths.Count;
}

/// <summary><c>commits</c>: how many commits are deployed.</summary>
public sealed record CommitsPredicate(IReadOnlyList<NumberComparison> Comparisons) : SizePredicate(Keyword, Comparisons)
{
    public const string Keyword = "commits";

    protected override ChangeParts Counted => ChangeParts.Commits;

    protected override int? See(PolicyFacts facts) => facts.Assessment.Changes.Commits;
}
