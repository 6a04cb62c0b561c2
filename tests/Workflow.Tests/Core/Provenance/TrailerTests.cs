using CsCheck;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class TrailerTests
{
    [Theory]
    [InlineData("Subject\n\nKey: value", "Key: value")]
    [InlineData("Subject\r\n\r\nKey: value\r\nOther-Key: 2\r\n", "Key: value|Other-Key: 2")]
    [InlineData("Subject\n\nKey: value\n\nProse goes on.\n\nOther: 2", "Key: value|Other: 2")]
    [InlineData("Subject\n\nKey: value that\n is folded\n\ttwice", "Key: value that is folded twice")]
    [InlineData("Subject\n\nKey: first\nKey: second", "Key: first|Key: second")]
    [InlineData(@"Subject\n\nKey: value\nOther: 2", "Key: value|Other: 2")]
    [InlineData("Key: of the subject", "")]
    [InlineData("Subject\n\n> Key: quoted", "")]
    [InlineData("Subject\n\n  Key: indented", "")]
    [InlineData("Subject\n\nKey: value\n\n  Indented: after a blank line", "Key: value")]
    [InlineData("Subject\n\nNo key: value", "")]
    [InlineData("Subject\n\nhttps://example.com/", "")]
    [InlineData("Subject\n\nKey:", "")]
    [InlineData("Subject\n\n: value", "")]
    [InlineData("", "")]
    public void Lines_With_The_Form_Of_A_Trailer_Are_Read(string message, string expected)
    {
        var trailers = Trailer.Parse(message);

        Assert.Equal(expected, string.Join('|', trailers));
    }

    [Fact]
    public void Keys_Compare_Without_Case() => Assert.True(new Trailer("CO-AUTHORED-BY", "x").Is("Co-authored-by"));

    [Fact]
    public void Any_Text_Can_Be_Parsed()
    {
        var lines = Gen.OneOf(Gen.String, Gen.OneOf(Gen.Const("Key: value"), Gen.Const(" folded"), Gen.Const("\r"), Gen.Const(""), Gen.Const("Key:"), Gen.Const(@"\n"), Gen.Const("<a@b>")));

        lines.Array.Select(parts => string.Join('\n', parts)).Sample(message =>
        {
            foreach (var trailer in Trailer.Parse(message))
            {
                Assert.NotEmpty(trailer.Key);
                Assert.Equal(trailer.Value.Trim(), trailer.Value);
                Assert.NotEmpty(trailer.Value);
                _ = MailAddress.ToIdentity(trailer.Value);
            }
        });
    }

    [Fact]
    public void What_Was_Written_As_Trailers_Is_Read_Back()
    {
        var word = Gen.String[Gen.Char.AlphaNumeric, 1, 12];
        var key = Gen.Select(Gen.Char['A', 'Z'], word, (first, rest) => first + rest);
        var trailer = Gen.Select(key, word.Array[1, 4], (name, words) => new Trailer(name, string.Join(' ', words)));

        trailer.List[0, 10].Sample(written =>
        {
            var message = "Subject\n\n" + string.Join('\n', written.Select(one => $"{one.Key}: {one.Value.Replace(" ", "\n ")}"));

            Assert.Equal(written, Trailer.Parse(message).Select(one => new Trailer(one.Key, one.Value)));
        });
    }
}
