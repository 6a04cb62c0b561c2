using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class PathGlobsTests
{
    [Theory]
    [InlineData("infra/main.tf", "infra/main.tf", true)]
    [InlineData("infra/*.tf", "infra/main.tf", true)]
    [InlineData("infra/*.tf", "infra/net/main.tf", false)]
    [InlineData("infra/**", "infra/net/main.tf", true)]
    [InlineData("infra/**", "infra/main.tf", true)]
    [InlineData("infra/**", "infrastructure/main.tf", false)]
    [InlineData("infra/**/*.tf", "infra/main.tf", true)]
    [InlineData("infra/**/*.tf", "infra/a/b/main.tf", true)]
    [InlineData("**/*.tf", "main.tf", true)]
    [InlineData("**/*.tf", "a/b/main.tf", true)]
    [InlineData("**", "a/b/main.tf", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("*.tf", "a/main.tf", false)]
    [InlineData("v?.sql", "v1.sql", true)]
    [InlineData("v?.sql", "v10.sql", false)]
    [InlineData("a?b", "a/b", false)]
    [InlineData("main.tf", "mainxtf", false)]
    [InlineData("(a|b)+[c].{1}", "(a|b)+[c].{1}", true)]
    [InlineData("Infra/*", "infra/main.tf", false)]
    [InlineData("*.tf", "main.tf.txt", false)]
    [InlineData("*.tf", "main.tf\n", false)]
    [InlineData("infra/**", "infra/line\nbreak.tf", true)]
    [InlineData("", "", true)]
    public void A_Glob_Matches_Whole_Paths(string glob, string path, bool matches) =>
        Assert.Equal(matches, new PathGlobs([glob]).Match(path));

    [Fact]
    public void One_Matching_Glob_Of_Several_Is_Enough() => Assert.True(new PathGlobs(["a", "b"]).Match("b"));

    [Fact]
    public void No_Globs_Match_Nothing() => Assert.False(new PathGlobs([]).Match("a"));

    [Fact]
    public void Any_Glob_Can_Be_Used_And_A_Path_Without_Wildcards_Matches_Only_Itself() =>
        Gen.Select(Gen.String[0, 12], Gen.String[0, 12]).Sample((glob, path) =>
        {
            var matches = new PathGlobs([glob]).Match(path);

            if (!glob.Contains('*') && !glob.Contains('?'))
            {
                Assert.Equal(glob == path, matches);
            }
        });

    [Fact]
    public void The_Filter_Of_A_Change_Never_Rules_Out_A_Path_That_Matches()
    {
        var part = Gen.OneOf("a", "b", "ab", ".tf", ".cs", "/", "/", "*", "**", "**/", "/**", "?", ".");
        var glob = part.Array[0, 6].Select(string.Concat);
        var path = Gen.OneOf("a", "b", "ab", ".tf", ".cs", "/", "/", ".").Array[0, 7].Select(string.Concat);

        Gen.Select(glob, path.Array[0, 4]).Sample(
            (glob, paths) =>
            {
                var globs = new PathGlobs([glob]);
                var result = new PathsPredicate([glob]).Explain(Facts(paths));

                Assert.Equal(paths.Any(globs.Match), new PathsPredicate([glob]).Test(Facts(paths)) is Truth.Yes);
                Assert.Equal(paths.Any(globs.Match), result.Satisfied);
            },
            iter: 20_000);
    }

    private static PolicyFacts Facts(string[] paths) => new(
        Given.Request(), Given.Assessment(paths: [.. paths.Select(path => new ChangedPath(path, FileChangeKind.Modified))]));
}
