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

    public static TheoryData<ValuePredicate, bool, string> Cases => new()
    {
        { new EnvironmentPredicate(["staging", "PRODUCTION"]), true, "environment is production (one of staging, PRODUCTION)" },
        { new EnvironmentPredicate(["staging"]), false, "environment is production (not staging)" },
        { new ServicePredicate(["shop"]), true, "service is shop" },
        { new ServicePredicate(["shopping"]), false, "service is shop (not shopping)" },
        { new ProvenancePredicate(["assisted", "agent"]), true, "provenance is assisted (one of assisted, agent)" },
        { new ProvenancePredicate(["unknown"]), false, "provenance is assisted (not unknown)" },
        { new AuthorLevelPredicate(["junior", "mid"]), true, "author-level is mid (one of junior, mid)" },
        { new AuthorLevelPredicate(["senior"]), false, "author-level is mid (not senior)" },
        { new ToolPredicate(["cursor"]), true, "tool is Cursor (matches cursor)" },
        { new ToolPredicate(["Codex"]), false, "tool is Claude, Cursor (not Codex)" },
        { new PathsPredicate(["src/**"]), true, "paths is src/basket.cs (matches src/**)" },
        { new PathsPredicate(["live/**"]), true, "paths is live/moved.tf (matches live/**)" },
        { new PathsPredicate(["archive/*"]), true, "paths is archive/moved.tf (matches archive/*)" },
        { new DeletedPathsPredicate(["**/*.tf"]), true, "deleted-paths is infra/gone.tf, live/moved.tf (matches **/*.tf)" },
        { new DeletedPathsPredicate(["src/**", "archive/**"]), false, "deleted-paths is infra/gone.tf, live/moved.tf (none of src/**, archive/**)" },
        { new EnvironmentPredicate([]), false, "environment is production (no value satisfies it)" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_Predicate_Says_What_It_Saw_And_Wanted(ValuePredicate predicate, bool satisfied, string description)
    {
        var result = predicate.Explain(Facts);

        Assert.Equal(satisfied, result.Satisfied);
        Assert.Equal(description, result.Description);
        Assert.Equal(predicate.Name, result.Name);
        Assert.Equal(predicate.Expected, result.Expected);
    }

    [Fact]
    public void Nothing_Seen_Satisfies_Nothing()
    {
        var result = new ToolPredicate(["Claude"]).Explain(new PolicyFacts(Given.Request(), Given.Assessment()));

        Assert.False(result.Satisfied);
        Assert.Equal("tool is nothing (not Claude)", result.Description);
    }

    [Fact]
    public void A_Result_Keeps_Twenty_Of_The_Paths_That_Matched()
    {
        ChangedPath[] paths =
        [
            .. Enumerable.Range(1, 30).Select(number => new ChangedPath($"docs/{number}.md", FileChangeKind.Modified)),
            .. Enumerable.Range(1, 30).Select(number => new ChangedPath($"src/{number}.cs", FileChangeKind.Modified)),
        ];

        var result = new PathsPredicate(["src/*"]).Explain(new PolicyFacts(Given.Request(), Given.Assessment(paths: paths)));

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

        Assert.True(new ProvenancePredicate([word]).Explain(facts).Satisfied);
    }
}
