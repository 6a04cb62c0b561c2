namespace Workflow.Core.Policy;

/// <summary>A condition of a rule: a leaf that looks at a fact, or a combination of others.</summary>
/// <param name="Name">Its keyword in the policy file.</param>
public abstract record Predicate(string Name)
{
    /// <summary>Whether a further finding of risk may change its answer.</summary>
    public virtual bool IsAboutFindings => false;

    /// <summary>The conditions that it combines; none for a leaf.</summary>
    public virtual IReadOnlyList<Predicate> Parts => [];

    /// <summary>Why it may not stand in such a rule; null where it may. With another finding a rule may only ask for more.</summary>
    /// <param name="releases">Whether the rule releases when the predicate holds.</param>
    public virtual string? FindDefect(bool releases) => null;

    /// <summary>Whether it holds. Allocates nothing, so that a policy of hundreds of rules is decided in microseconds.</summary>
    public abstract Truth Test(PolicyFacts facts);

    /// <summary>Whether it holds, and why: for people.</summary>
    public abstract PredicateResult Explain(PolicyFacts facts);
}
