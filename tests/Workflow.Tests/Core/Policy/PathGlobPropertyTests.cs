using System.Text.RegularExpressions;
using CsCheck;
using Workflow.Core.Policy;

namespace Workflow.Tests.Core.Policy;

public sealed class PathGlobPropertyTests
{
    private static readonly Gen<string> Globs = Gen.OneOf("*", "**", "**/", "?", "/", "a", "b", ".").Array[0, 12].Select(string.Concat);

    private static readonly Gen<string> Paths = Gen.OneOf("/", "a", "b", ".", "\n").Array[0, 12].Select(string.Concat);

    [Fact]
    public void A_Glob_Matches_As_The_Regular_Expression_Of_Its_Definition() =>
        Gen.Select(Globs, Paths).Sample((glob, path) => new PathGlobs([glob]).Match(path) == Define(glob).IsMatch(path), iter: 20_000);

    [Fact]
    public void A_Glob_Of_Many_Characters_Matches_Beyond_The_First_Word()
    {
        var folder = string.Concat(Enumerable.Repeat("folder/", 30));

        Assert.True(new PathGlobs([$"{folder}**/*.cs"]).Match($"{folder}a/b/c.cs"));
        Assert.False(new PathGlobs([$"{folder}*.cs"]).Match($"{folder}a/b/c.cs"));
    }

    private static Regex Define(string glob)
    {
        var pattern = Regex.Replace(glob, @"\*\*/|\*\*|\*|\?|.", token => token.Value switch
        {
            "**/" => "(?:.*/)?",
            "**" => ".*",
            "*" => "[^/]*",
            "?" => "[^/]",
            var literal => Regex.Escape(literal),
        });
        return new Regex($@"^{pattern}\z", RegexOptions.Singleline);
    }
}
