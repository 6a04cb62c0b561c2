using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class PredicateTests
{
    private static readonly PolicyFacts Facts = new(
        Given.Request(environment: "production", service: "shop"),
        Given.Assessment(
            ProvenanceKind.Assisted,
            Level.Mid,
            paths:
            [
                new ChangedPath("src/basket.cs", FileChangeKind.Modified),
                new ChangedPath("infra/gone.tf", FileChangeKind.Deleted),
                new ChangedPath("archive/moved.tf", FileChangeKind.Renamed, "live/moved.tf"),
            ],
            tools: ["Claude", "Cursor"]));

    public static TheoryData<Predicate, bool, string> Cases => new()
    {
        { new EnvironmentPredicate(["staging", "PRODUCTION"]), true, "environment is production (wanted staging or PRODUCTION)" },
        { new EnvironmentPredicate(["staging"]), false, "environment is production (wanted staging)" },
        { new ServicePredicate(["shop"]), true, "service is shop (wanted shop)" },
        { new ServicePredicate(["shopping"]), false, "service is shop (wanted shopping)" },
        { new ProvenancePredicate(["assisted", "agent"]), true, "provenance is assisted (wanted assisted or agent)" },
        { new ProvenancePredicate(["unknown"]), false, "provenance is assisted (wanted unknown)" },
        { new AuthorLevelPredicate(["junior", "mid"]), true, "author-level is mid (wanted junior or mid)" },
        { new AuthorLevelPredicate(["senior"]), false, "author-level is mid (wanted senior)" },
        { new ToolPredicate(["cursor"]), true, "tool is Cursor (wanted cursor)" },
        { new ToolPredicate(["Codex"]), false, "tool is Claude, Cursor (wanted Codex)" },
        { new PathsPredicate(["src/**"]), true, "paths is src/basket.cs (wanted src/**)" },
        { new PathsPredicate(["live/**"]), true, "paths is live/moved.tf (wanted live/**)" },
        { new PathsPredicate(["archive/*"]), true, "paths is archive/moved.tf (wanted archive/*)" },
        { new DeletedPathsPredicate(["**/*.tf"]), true, "deleted-paths is infra/gone.tf, live/moved.tf (wanted **/*.tf)" },
        { new DeletedPathsPredicate(["src/**", "archive/**"]), false, "deleted-paths is infra/gone.tf, live/moved.tf (wanted src/** or archive/**)" },
        { new EnvironmentPredicate([]), false, "environment is production (wanted )" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_Predicate_Says_What_It_Saw_And_Wanted(Predicate predicate, bool satisfied, string description)
    {
        var result = predicate.Evaluate(Facts);

        Assert.Equal(satisfied, result.Satisfied);
        Assert.Equal(description, result.Description);
        Assert.Equal(predicate.Name, result.Name);
        Assert.Equal(predicate.Expected, result.Expected);
    }

    [Fact]
    public void Nothing_Seen_Satisfies_Nothing()
    {
        var result = new ToolPredicate(["Claude"]).Evaluate(new PolicyFacts(Given.Request(), Given.Assessment()));

        Assert.False(result.Satisfied);
        Assert.Equal("tool is nothing (wanted Claude)", result.Description);
    }

    [Fact]
    public void A_Result_Keeps_Twenty_Of_The_Paths_That_Matched()
    {
        ChangedPath[] paths =
        [
            .. Enumerable.Range(1, 30).Select(number => new ChangedPath($"docs/{number}.md", FileChangeKind.Modified)),
            .. Enumerable.Range(1, 30).Select(number => new ChangedPath($"src/{number}.cs", FileChangeKind.Modified)),
        ];

        var result = new PathsPredicate(["src/*"]).Evaluate(new PolicyFacts(Given.Request(), Given.Assessment(paths: paths)));

        Assert.Equal(20, result.Seen.Count);
        Assert.All(result.Seen, path => Assert.StartsWith("src/", path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ProvenanceKind.None, "none")]
    [InlineData(ProvenanceKind.Assisted, "assisted")]
    [InlineData(ProvenanceKind.Unknown, "unknown")]
    [InlineData(ProvenanceKind.Agent, "agent")]
    public void Every_Provenance_Can_Be_Asked_For(ProvenanceKind kind, string word)
    {
        var facts = new PolicyFacts(Given.Request(), Given.Assessment(kind));

        Assert.True(new ProvenancePredicate([word]).Evaluate(facts).Satisfied);
    }
}
