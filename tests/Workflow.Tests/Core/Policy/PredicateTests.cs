using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class PredicateTests
{
    private static readonly PolicyFacts Known = new(
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
        var result = predicate.Explain(Known);

        Assert.Equal(satisfied, result.Satisfied);
        Assert.Equal(description, result.Description);
        Assert.Equal(predicate.Name, result.Name);
        Assert.Equal(predicate.Expected, result.Expected);
    }

    [Theory]
    [InlineData("> 100", 101, Truth.Yes)]
    [InlineData("> 100", 100, Truth.Unknown)]
    [InlineData(">= 100", 100, Truth.Yes)]
    [InlineData("< 100", 100, Truth.No)]
    [InlineData("< 100", 99, Truth.Unknown)]
    [InlineData("<= 100", 101, Truth.No)]
    [InlineData("= 100", 101, Truth.No)]
    [InlineData("= 100", 100, Truth.Unknown)]
    [InlineData("= 100", 7, Truth.Unknown)]
    public void What_Was_Counted_Of_A_Change_That_Was_Not_Read_Whole_Is_The_Least_That_It_Can_Be(string comparison, int counted, Truth truth)
    {
        Assert.True(NumberComparison.TryParse(comparison, out var parsed));
        ComparisonPredicate[] sizes =
            [new ChangedLinesPredicate([parsed.Value]), new ChangedFilesPredicate([parsed.Value]), new CommitsPredicate([parsed.Value])];
        var changes = new ChangeSummary(
            counted, counted - 1, 1, [], [.. Enumerable.Range(0, counted).Select(number => new ChangedPath($"{number}", FileChangeKind.Added))]);

        var (whole, part) = (Facts(changes), Facts(changes with { Missing = ChangeParts.Commits | ChangeParts.Files }));

        Assert.All(sizes, size => Assert.Equal(truth, size.Test(part)));
        Assert.All(sizes, size => Assert.NotEqual(Truth.Unknown, size.Test(whole)));
        Assert.All(sizes, size => Assert.Equal(truth is Truth.Unknown, size.Explain(part).IsUnknown));
    }

    [Fact]
    public void Only_The_Part_That_Is_Missing_Is_Unknown()
    {
        var changes = new ChangeSummary(1, 1, 0, [], [new ChangedPath("src/a.cs", FileChangeKind.Modified)]);
        Predicate[] ofFiles =
        [
            new ChangedLinesPredicate([new("<", 9)]), new ChangedFilesPredicate([new("<", 9)]), new PathsPredicate(["infra/**"]),
            new DeletedPathsPredicate(["src/**"]),
        ];

        Truth[] TestAll(ChangeParts missing) => [.. ofFiles.Append(new CommitsPredicate([new("<", 9)]))
            .Select(one => one.Test(Facts(changes with { Missing = missing })))];

        Assert.Equal([Truth.Yes, Truth.Yes, Truth.No, Truth.No, Truth.Yes], TestAll(ChangeParts.None));
        Assert.Equal([Truth.Unknown, Truth.Unknown, Truth.Unknown, Truth.Unknown, Truth.Yes], TestAll(ChangeParts.Files));
        Assert.Equal([Truth.Yes, Truth.Yes, Truth.No, Truth.No, Truth.Unknown], TestAll(ChangeParts.Commits));
    }

    [Fact]
    public void A_Size_And_A_Path_Say_That_There_May_Be_More()
    {
        var facts = Facts(new ChangeSummary(1, 40, 0, [], [new ChangedPath("src/a.cs", FileChangeKind.Modified)]) { Missing = ChangeParts.Files });

        Assert.Equal("changed-lines is at least 40 (matches > 30)", new ChangedLinesPredicate([new(">", 30)]).Explain(facts).Description);
        Assert.Equal("changed-lines is unknown (wanted: > 50)", new ChangedLinesPredicate([new(">", 50)]).Explain(facts).Description);
        Assert.Equal("paths is src/a.cs (matches src/**)", new PathsPredicate(["src/**"]).Explain(facts).Description);
        Assert.Equal("paths is unknown (wanted: infra/**)", new PathsPredicate(["infra/**"]).Explain(facts).Description);
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

    private static PolicyFacts Facts(ChangeSummary changes) => new(Given.Request(), Given.Assessment() with { Changes = changes });
}
