using CsCheck;
using Workflow.Core;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core;

public sealed class WordsTests
{
    [Theory]
    [InlineData(Verdict.RequireReview, "require review", "require-review")]
    [InlineData(Verdict.Block, "block", "block")]
    public void A_Member_Reads_As_Words_And_As_One_Token(Verdict verdict, string words, string token)
    {
        Assert.Equal(words, Words.Of(verdict));
        Assert.Equal(token, Words.Token(verdict));
    }

    [Fact]
    public void Flags_Read_As_A_List() =>
        Assert.Equal("author, agent operator", Words.Of(Participation.Author | Participation.AgentOperator));

    [Fact]
    public void Any_Value_Has_Words() => Gen.Int.Sample(number =>
    {
        var words = Words.Of((Participation)number);

        Assert.NotEmpty(words);
        Assert.Equal(words.ToLowerInvariant(), words);
        Assert.DoesNotContain("  ", words, StringComparison.Ordinal);
        Assert.DoesNotContain(' ', Words.Token((Verdict)number));
    });
}
