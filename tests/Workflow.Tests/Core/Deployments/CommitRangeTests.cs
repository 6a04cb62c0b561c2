using CsCheck;
using Workflow.Core.Deployments;

namespace Workflow.Tests.Core.Deployments;

public sealed class CommitRangeTests
{
    public static TheoryData<string?, bool> Cases => new()
    {
        { new string('a', 40), true },
        { new string('F', 40), true },
        { new string('0', 64), true },
        { new string('a', 39), false },
        { new string('a', 41), false },
        { new string('g', 40), false },
        { new string('٣', 40), false },
        { "main", false },
        { "", false },
        { null, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Only_A_Whole_Hexadecimal_Object_Id_Is_One(string? text, bool expected) =>
        Assert.Equal(expected, CommitRange.IsFullObjectId(text));

    [Fact]
    public void Any_Text_Can_Be_Asked_About() =>
        Gen.String[Gen.Char["0aFg"], 38, 66].Sample(text =>
            Assert.Equal(text.Length is 40 or 64 && !text.Contains('g'), CommitRange.IsFullObjectId(text)));

    [Fact]
    public void A_Range_Reads_As_Git_Writes_It()
    {
        Assert.Equal("a..b", new CommitRange("a", "b").ToString());
        Assert.Equal("(deployed)..b", new CommitRange(null, "b").ToString());
    }
}
