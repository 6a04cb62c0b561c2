using System.Text.RegularExpressions;
using Workflow.Tests.Architecture;

namespace Workflow.Tests.Adapters.Teams.Texts;

public sealed partial class CardLiteralTests
{
    [Fact]
    public void No_Builder_Of_A_Card_Has_Words_Of_Its_Own()
    {
        var words = Directory.EnumerateFiles(Path.Combine(Rooms.Root, "src/Workflow.Adapters/Teams/Cards"), "*.cs")
            .SelectMany(file => File.ReadLines(file)
                .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
                .Where(HasWords)
                .Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Empty(words);
    }

    [Theory]
    [InlineData("""yield return Fact("Why", Paragraph());""", true)]
    [InlineData("""var text = $"{name} approved";""", true)]
    [InlineData("""TextBlock("Nothing was found."),""", true)]
    [InlineData("""Run($" {texts.Added}", subtle: true)""", false)]
    [InlineData("""["type"] = "Action.OpenUrl",""", false)]
    public void Words_Are_Told_From_The_Schema(string line, bool hasWords)
    {
        Assert.Equal(hasWords, HasWords(line));
    }

    private static bool HasWords(string line)
    {
        var flat = Hole().Replace(line, "");
        return Literal().Matches(flat).Any(literal => Sentence().IsMatch(literal.Value)) || Shown().IsMatch(flat);
    }

    /// <summary>What is computed within an interpolated string.</summary>
    [GeneratedRegex(@"(?<!\{)\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Literal();

    /// <summary>A word beside a space.</summary>
    [GeneratedRegex(@"\p{L}{2,}\S* | \p{L}{2,}")]
    private static partial Regex Sentence();

    /// <summary>A word that is handed to an element as what it shows.</summary>
    [GeneratedRegex("""(Fact|TextBlock|Run|Names|Execute|execute)\(\$?"[^"]*\p{L}""")]
    private static partial Regex Shown();
}
