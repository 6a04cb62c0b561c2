using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>A condition of a rule.</summary>
/// <param name="Name">As in the policy file.</param>
/// <param name="Expected">The values that satisfy it: one of them is enough.</param>
public abstract record Predicate(string Name, IReadOnlyList<string> Expected)
{
    /// <summary>Longest list of seen values that a result keeps.</summary>
    private const int MaxSeen = 20;

    /// <summary>Whether a further finding of risk may change its answer.</summary>
    public virtual bool IsAboutFindings => false;

    /// <summary>
    /// Why it may not stand in a rule with this verdict; null where it may. With another finding a rule may only ask for more.
    /// </summary>
    public virtual string? FindDefect(Verdict verdict) => null;

    public PredicateResult Evaluate(PolicyFacts facts)
    {
        string[] seen = [.. See(facts)];
        string[] matching = [.. seen.Where(Matches)];
        return new PredicateResult(Name, matching.Length > 0, Expected, [.. (matching.Length > 0 ? matching : seen).Take(MaxSeen)]);
    }

    protected abstract IEnumerable<string> See(PolicyFacts facts);

    protected virtual bool Matches(string seen) => Expected.Contains(seen, StringComparer.OrdinalIgnoreCase);
}

/// <summary><c>environment</c>: the environment's name.</summary>
public sealed record EnvironmentPredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "environment";

    protected override IEnumerable<string> See(PolicyFacts facts) => [facts.Request.Environment];
}

/// <summary><c>service</c>: the service's name.</summary>
public sealed record ServicePredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "service";

    protected override IEnumerable<string> See(PolicyFacts facts) => [facts.Request.Service];
}

/// <summary><c>provenance</c>: none, assisted, agent or unknown.</summary>
public sealed record ProvenancePredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "provenance";

    protected override IEnumerable<string> See(PolicyFacts facts) => [Words.Token(facts.Assessment.Provenance.Kind)];
}

/// <summary><c>author-level</c>: the lowest level among those who wrote the change.</summary>
public sealed record AuthorLevelPredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "author-level";

    protected override IEnumerable<string> See(PolicyFacts facts) => [Words.Token(facts.Assessment.AuthorLevel)];
}

/// <summary><c>tool</c>: an AI tool that took part.</summary>
public sealed record ToolPredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "tool";

    protected override IEnumerable<string> See(PolicyFacts facts) => facts.Assessment.Provenance.Tools;
}

/// <summary><c>paths</c>: a changed path, as a glob. A renamed file changes both its paths.</summary>
public sealed record PathsPredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "paths";

    private readonly PathGlobs globs = new(Expected);

    protected override IEnumerable<string> See(PolicyFacts facts) =>
        facts.Assessment.Changes.Paths.SelectMany<ChangedPath, string>(
            path => path.PreviousPath is null ? [path.Path] : [path.Path, path.PreviousPath]);

    protected override bool Matches(string seen) => globs.Match(seen);
}

/// <summary><c>deleted-paths</c>: a path at which no file is left, deleted or renamed away, as a glob.</summary>
public sealed record DeletedPathsPredicate(IReadOnlyList<string> Expected) : Predicate(Keyword, Expected)
{
    public const string Keyword = "deleted-paths";

    private readonly PathGlobs globs = new(Expected);

    protected override IEnumerable<string> See(PolicyFacts facts) =>
        facts.Assessment.Changes.Paths
            .Select(path => path.Kind is FileChangeKind.Deleted ? path.Path : path.PreviousPath)
            .OfType<string>();

    protected override bool Matches(string seen) => globs.Match(seen);
}
