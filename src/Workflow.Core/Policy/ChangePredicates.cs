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
public sealed record PathsPredicate(IReadOnlyList<string> Expected) : ManyValuesPredicate(Keyword, Expected)
{
    public const string Keyword = "paths";

    private readonly PathGlobs globs = new(Expected);

    public override Truth Test(PolicyFacts facts) => globs.MatchAny(facts.ChangedPaths) ? Truth.Yes : Truth.No;

    protected override IReadOnlyList<string>? List(PolicyFacts facts) => facts.ChangedPaths.Paths;

    protected override IEnumerable<string> FindMatching(PolicyFacts facts, IReadOnlyList<string> seen) => globs.FindAll(facts.ChangedPaths);
}

/// <summary><c>deleted-paths</c>: a path at which no file is left, deleted or renamed away, as a glob.</summary>
public sealed record DeletedPathsPredicate(IReadOnlyList<string> Expected) : ManyValuesPredicate(Keyword, Expected)
{
    public const string Keyword = "deleted-paths";

    private readonly PathGlobs globs = new(Expected);

    public override Truth Test(PolicyFacts facts) => globs.MatchAny(facts.DeletedPaths) ? Truth.Yes : Truth.No;

    protected override IReadOnlyList<string>? List(PolicyFacts facts) => facts.DeletedPaths.Paths;

    protected override IEnumerable<string> FindMatching(PolicyFacts facts, IReadOnlyList<string> seen) => globs.FindAll(facts.DeletedPaths);
}
