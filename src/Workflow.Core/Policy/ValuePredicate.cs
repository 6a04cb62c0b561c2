namespace Workflow.Core.Policy;

/// <summary>A leaf that holds when a value that it sees is among those that satisfy it.</summary>
/// <param name="Expected">The values that satisfy it: one of them is enough.</param>
public abstract record ValuePredicate(string Name, IReadOnlyList<string> Expected) : Predicate(Name)
{
    /// <summary>Longest list of seen values that a result keeps.</summary>
    private const int MaxSeen = 20;

    public override PredicateResult Explain(PolicyFacts facts)
    {
        if (List(facts) is not { } seen)
        {
            return new PredicateResult(Name, false, Expected, []) { IsUnknown = true };
        }

        string[] matching = [.. seen.Where(Matches)];
        return new PredicateResult(Name, matching.Length > 0, Expected, [.. (matching.Length > 0 ? matching : seen).Take(MaxSeen)]);
    }

    /// <summary>All that there is to see; null where it could not be found out.</summary>
    protected abstract IReadOnlyList<string>? List(PolicyFacts facts);

    protected virtual bool Matches(string seen)
    {
        for (var index = 0; index < Expected.Count; index++)
        {
            if (Expected[index].Equals(seen, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A leaf that sees a single value.</summary>
public abstract record OneValuePredicate(string Name, IReadOnlyList<string> Expected) : ValuePredicate(Name, Expected)
{
    public sealed override Truth Test(PolicyFacts facts) =>
        See(facts) is not { } seen ? Truth.Unknown : Matches(seen) ? Truth.Yes : Truth.No;

    /// <summary>The value; null where it could not be found out. Allocates nothing.</summary>
    protected abstract string? See(PolicyFacts facts);

    protected sealed override IReadOnlyList<string>? List(PolicyFacts facts) => See(facts) is { } seen ? [seen] : null;
}

/// <summary>A leaf that sees any number of values.</summary>
public abstract record ManyValuesPredicate(string Name, IReadOnlyList<string> Expected) : ValuePredicate(Name, Expected)
{
    public override Truth Test(PolicyFacts facts)
    {
        if (List(facts) is not { } seen)
        {
            return Truth.Unknown;
        }

        for (var index = 0; index < seen.Count; index++)
        {
            if (Matches(seen[index]))
            {
                return Truth.Yes;
            }
        }

        return Truth.No;
    }
}
