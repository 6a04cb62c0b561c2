using Workflow.Core.Deployments;

namespace Workflow.Core.Policy;

/// <summary><c>environment</c>: the environment's name.</summary>
public sealed record EnvironmentPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "environment";

    protected override string? See(PolicyFacts facts) => facts.Request.Environment;
}

/// <summary><c>service</c>: the service's name.</summary>
public sealed record ServicePredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "service";

    protected override string? See(PolicyFacts facts) => facts.Request.Service;
}

/// <summary><c>provenance</c>: none, assisted, agent or unknown.</summary>
public sealed record ProvenancePredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "provenance";

    protected override string? See(PolicyFacts facts) => Words.Token(facts.Assessment.Provenance.Kind);
}

/// <summary><c>author-level</c>: the lowest level among those who wrote the change.</summary>
public sealed record AuthorLevelPredicate(IReadOnlyList<string> Expected) : OneValuePredicate(Keyword, Expected)
{
    public const string Keyword = "author-level";

    protected override string? See(PolicyFacts facts) => Words.Token(facts.Assessment.AuthorLevel);
}

/// <summary><c>tool</c>: an AI tool that took part.</summary>
public sealed record ToolPredicate(IReadOnlyList<string> Expected) : ManyValuesPredicate(Keyword, Expected)
{
    public const string Keyword = "tool";

    protected override IReadOnlyList<string>? List(PolicyFacts facts) => facts.Assessment.Provenance.Tools;
}

/// <summary><c>paths</c>: a changed path, as a glob. A renamed file changes both its paths.</summary>
public sealed record PathsPredicate(IReadOnlyList<string> Expected) : AnyPathPredicate(Keyword, Expected)
{
    public const string Keyword = "paths";

    private protected override PathIndex Index(PolicyFacts facts) => facts.ChangedPaths;
}

/// <summary><c>deleted-paths</c>: a path at which no file is left, deleted or renamed away, as a glob.</summary>
public sealed record DeletedPathsPredicate(IReadOnlyList<string> Expected) : AnyPathPredicate(Keyword, Expected)
{
    public const string Keyword = "deleted-paths";

    private protected override PathIndex Index(PolicyFacts facts) => facts.DeletedPaths;
}

/// <summary>
/// A leaf that holds when any of some paths fits a glob. While there may be more of them than were read, it is unknown where none does.
/// </summary>
public abstract record AnyPathPredicate(string Name, IReadOnlyList<string> Expected) : ManyValuesPredicate(Name, Expected)
{
    private readonly PathGlobs globs = new(Expected);

    public sealed override Truth Test(PolicyFacts facts) =>
        globs.MatchAny(Index(facts)) ? Truth.Yes : MayBeMore(facts) ? Truth.Unknown : Truth.No;

    protected sealed override IReadOnlyList<string>? List(PolicyFacts facts) => Test(facts) is Truth.Unknown ? null : Index(facts).Paths;

    protected sealed override IEnumerable<string> FindMatching(PolicyFacts facts, IReadOnlyList<string> seen) =>
        globs.FindAll(Index(facts));

    private protected abstract PathIndex Index(PolicyFacts facts);

    private static bool MayBeMore(PolicyFacts facts) => facts.Assessment.Changes.Missing.HasFlag(ChangeParts.Files);
}
