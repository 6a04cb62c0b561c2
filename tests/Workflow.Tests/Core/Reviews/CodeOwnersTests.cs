using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class CodeOwnersTests
{
    [Theory]
    [InlineData("*", "a/b/c.txt", true)]
    [InlineData("*.js", "web/app.js", true)]
    [InlineData("*.js", "web/app.jsx", false)]
    [InlineData("/build/logs/", "build/logs/today/one.log", true)]
    [InlineData("/build/logs/", "src/build/logs/one.log", false)]
    [InlineData("/build/logs/", "build/logs", false)]
    [InlineData("docs/*", "docs/getting-started.md", true)]
    [InlineData("docs/*", "docs/build-app/troubleshooting.md", false)]
    [InlineData("docs/*", "src/docs/readme.md", false)]
    [InlineData("apps/", "deep/apps/shop/main.cs", true)]
    [InlineData("apps/", "apps", false)]
    [InlineData("/docs/", "docs/a/b.md", true)]
    [InlineData("/docs", "docs/a/b.md", true)]
    [InlineData("**/logs", "deeply/nested/logs/x", true)]
    [InlineData("**/logs", "logs/x", true)]
    [InlineData("src/**/tests/", "src/tests/a.cs", true)]
    [InlineData("src/**/tests/", "src/a/b/tests/a.cs", true)]
    [InlineData("src/**", "src/a/b.cs", true)]
    [InlineData("src/**", "src", false)]
    [InlineData("/src/?.cs", "src/a.cs", true)]
    [InlineData("/src/?.cs", "src/ab.cs", false)]
    [InlineData("Src/", "src/a.cs", false)]
    [InlineData("a**z", "az", true)]
    [InlineData("**", "any/thing", true)]
    public void A_Pattern_Matches_As_GitHub_Reads_It(string pattern, string path, bool matches) =>
        Assert.Equal(matches ? ["@owner"] : [], CodeOwners.Parse($"{pattern} @owner").Of(path));

    [Fact]
    public void The_Last_Pattern_That_Matches_Counts_Even_Where_It_Names_Nobody()
    {
        var owners = CodeOwners.Parse("* @all\n/apps/ @octocat @acme/web\n/apps/github\n");

        Assert.Equal(["@all"], owners.Of("readme.md"));
        Assert.Equal(["@octocat", "@acme/web"], owners.Of("apps/shop.cs"));
        Assert.Empty(owners.Of("apps/github/x.cs"));
    }

    [Fact]
    public void Comments_Escaped_Spaces_And_All_Kinds_Of_Owners_Are_Read()
    {
        var owners = CodeOwners.Parse("# all\r\n\n*.md\tdocs@example.com  # of the docs\r\n/my\\ folder/ @acme/web\r\n");

        Assert.Equal(["docs@example.com"], owners.Of("readme.md"));
        Assert.Equal(["@acme/web"], owners.Of("my folder/x"));
        Assert.Empty(owners.Of("my"));
    }

    [Theory]
    [InlineData("!src/ @owner")]
    [InlineData("[ab].cs @owner")]
    [InlineData("\\#src @owner")]
    [InlineData("src/ owner")]
    [InlineData("src/ @owner nobody")]
    [InlineData("/ @owner")]
    [InlineData("src/ @a/b/c")]
    public void A_Line_That_GitHub_Does_Not_Take_Is_Passed_Over(string line) =>
        Assert.Equal(["@before"], CodeOwners.Parse($"* @before\n{line}").Of("src/a.cs"));

    [Fact]
    public void A_Renamed_File_Has_The_Owners_Of_Both_Its_Paths_And_Each_Owner_Is_Named_Once()
    {
        var owners = CodeOwners.Parse("/new/ @a\n/old/ @b");

        Assert.Equal(["@a", "@b"], owners.Of(
            [new ChangedPath("new/x", FileChangeKind.Renamed, "old/x"), new ChangedPath("new/y", FileChangeKind.Added)]));
    }

    [Fact]
    public void Whatever_The_File_Holds_It_Is_Read() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.Const('*'), Gen.Const('/'), Gen.Const('\\'), Gen.Const(' '), Gen.Char), 0, 40], Gen.String[0, 20])
            .Sample((text, path) => CodeOwners.Parse(text).Of(path));

    [Fact]
    public void A_Literal_Path_Matches_Itself_And_What_Is_Below_And_Nothing_Beside_It() =>
        Gen.String[Gen.Char['a', 'e'], 1, 3].Array[1, 4].Sample(segments =>
        {
            var path = string.Join('/', segments);
            var owners = CodeOwners.Parse($"/{path} @owner");

            Assert.NotEmpty(owners.Of(path));
            Assert.NotEmpty(owners.Of($"{path}/below"));
            Assert.Empty(owners.Of($"{path}x"));
            Assert.Empty(owners.Of($"x/{path}"));
        });
}
