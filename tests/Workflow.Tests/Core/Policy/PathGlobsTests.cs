using System.Text.RegularExpressions;
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
    public void Every_Shape_Means_What_Its_Pattern_Means()
    {
        var part = Gen.OneOf("a", "b", "ab", ".tf", ".cs", "/", "/", "*", "**", "**/", "/**", "?", "\n", ".");
        var glob = part.Array[0, 6].Select(string.Concat);
        var path = Gen.OneOf("a", "b", "ab", ".tf", ".cs", "/", "/", "\n", ".").Array[0, 7].Select(string.Concat);

        Gen.Select(glob, path.Array[0, 4]).Sample(
            (glob, paths) =>
            {
                var globs = new PathGlobs([glob]);
                var pattern = Pattern(glob);

                Assert.All(paths, path => Assert.Equal(pattern.IsMatch(path), globs.Match(path)));
                Assert.Equal(paths.Any(path => pattern.IsMatch(path)), new PathsPredicate([glob]).Test(Facts(paths)) is Truth.Yes);
            },
            iter: 20_000);
    }

    /// <summary>What globs mean, written down once more and slowly.</summary>
    private static Regex Pattern(string glob)
    {
        var pattern = "^";
        for (var rest = glob; rest.Length > 0;)
        {
            var (meaning, length) =
                rest.StartsWith("**/", StringComparison.Ordinal) ? ("(?:.*/)?", 3)
                : rest.StartsWith("**", StringComparison.Ordinal) ? (".*", 2)
                : rest[0] is '*' ? ("[^/]*", 1)
                : rest[0] is '?' ? ("[^/]", 1)
                : (Regex.Escape(rest[..1]), 1);
            pattern += meaning;
            rest = rest[length..];
        }

        return new Regex($"{pattern}\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static PolicyFacts Facts(string[] paths) => new(
        Given.Request(), Given.Assessment(paths: [.. paths.Select(path => new ChangedPath(path, FileChangeKind.Modified))]));
}
