namespace Workflow.Core.Policy.Analysis;

/// <summary>
/// Whether one condition is at least as true as another for any facts. Told from their form alone, so that a yes can be relied on; a
/// no may be one that was not seen through.
/// </summary>
internal static class Implication
{
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
            (ValuePredicate one, ValuePredicate other) => one.GetType() == other.GetType() && HasAll(other.Expected, one.Expected),
            _ => false,
        };
    }

    private static bool HasAll(IReadOnlyList<string> all, IReadOnlyList<string> some) =>
        some.All(one => all.Contains(
            one, one.Contains('*', StringComparison.Ordinal) ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase));
}
