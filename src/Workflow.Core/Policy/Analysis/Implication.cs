using System.Buffers;

namespace Workflow.Core.Policy.Analysis;

/// <summary>
/// Whether one condition is at least as true as another for any facts. Told from their form alone, so that a yes can be relied on; a
/// no may be one that was not seen through.
/// </summary>
internal static class Implication
{
    private const string Everything = "**";

    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?[]{}!\\");

    /// <summary>Whether <paramref name="then"/> is at least as true as <paramref name="when"/>, whatever the facts are.</summary>
    public static bool Holds(Predicate when, Predicate then)
    {
        if (ReferenceEquals(when, then))
        {
            return true;
        }

        return (when, then) switch
        {
            (_, AllPredicate all) => all.Of.All(part => Holds(when, part)),
            (AnyPredicate any, _) => any.Of.All(part => Holds(part, then)),
            (NotPredicate one, NotPredicate other) => Holds(other.Part, one.Part),
            (AllPredicate all, AnyPredicate any) => all.Of.Any(part => Holds(part, any)) || any.Of.Any(part => Holds(all, part)),
            (AllPredicate all, _) => all.Of.Any(part => Holds(part, then)),
            (_, AnyPredicate any) => any.Of.Any(part => Holds(when, part)),
            (ComparisonPredicate one, ComparisonPredicate other) => one.GetType() == other.GetType()
                && one.Comparisons.All(comparison => other.Comparisons.Any(comparison.Implies)),
            (AnyPathPredicate one, AnyPathPredicate other) => one.GetType() == other.GetType()
                && one.Expected.All(glob => other.Expected.Any(wider => Covers(wider, glob))),
            (ValuePredicate one, ValuePredicate other) => one.GetType() == other.GetType() && HasAll(other.Expected, one.Expected),
            _ => false,
        };
    }

    /// <summary>Whether a glob fits every path that another one fits: the same, or all below a folder that the other one is in.</summary>
    private static bool Covers(string wider, string glob) =>
        wider == glob
        || (wider.EndsWith(Everything, StringComparison.Ordinal)
            && wider[..^Everything.Length] is var folder
            && !folder.AsSpan().ContainsAny(Wildcards)
            && (folder.Length == 0 || folder.EndsWith('/'))
            && glob.StartsWith(folder, StringComparison.Ordinal)
            && glob.Length > folder.Length);

    private static bool HasAll(IReadOnlyList<string> all, IReadOnlyList<string> some) =>
        some.All(one => all.Contains(
            one, one.Contains('*', StringComparison.Ordinal) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase));
}
