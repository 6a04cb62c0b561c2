using System.Text;
using System.Text.Json;
using CsCheck;
using Workflow.Cli.Detection;

namespace Workflow.Tests.Cli;

public sealed class CommitLineTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char["\"\\/\b\f\n\r\t {}[],:\u0000\u2028é\u202E"]], Gen.Const("🤖 👩‍💻"));

    [Fact]
    public void What_Was_Written_Is_Read() =>
        Gen.Select(Texts, Texts, Texts, Texts.Array[0, 4]).Sample((message, name, branch, labels) =>
        {
            var line = Lines.Of("sha", message, name, new { branch, labels });

            var read = CommitLine.Read(Encoding.UTF8.GetBytes(line));

            Assert.Equal(Clean(message), read.Commit.Message);
            Assert.Equal(Clean(name), read.Commit.Author.Name);
            Assert.Equal(Clean(branch), read.Context!.Branch);
            Assert.Equal(labels.Select(Clean), read.Context.Labels!);
        });

    [Fact]
    public void A_Line_Is_Read_Or_Refused_With_A_Message_Whatever_Stands_In_It() =>
        Gen.Select(Texts, Gen.Int[0, 400], Gen.Byte.Array[0, 12], Gen.Int[0, 12]).Sample((message, at, bytes, removed) =>
        {
            var line = Encoding.UTF8.GetBytes(Lines.Of("sha", message));
            var from = Math.Min(at, line.Length);
            byte[] damaged = [.. line[..from], .. bytes, .. line[Math.Min(from + removed, line.Length)..]];
            try
            {
                Assert.NotNull(CommitLine.Read(damaged).Commit.Message);
            }
            catch (FormatException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        });

    [Theory]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\ud83d", "\uFFFD")]
    [InlineData(@"\ude00\ud83d", "\uFFFD\uFFFD")]
    [InlineData(@"\udcff \u0041\n\t\r\b\f\/\\\""", "\uFFFD A\n\t\r\b\f/\\\"")]
    public void Halves_Of_Surrogate_Pairs_Are_Replaced(string escaped, string expected)
    {
        var line = Lines.Of("sha", "MESSAGE").Replace("MESSAGE", escaped, StringComparison.Ordinal);

        Assert.Equal(expected, CommitLine.Read(Encoding.UTF8.GetBytes(line)).Commit.Message);
    }

    [Fact]
    public void Deeply_Nested_Fields_Are_Refused()
    {
        var deep = Lines.Of("sha", "m")[..^1] + $",\"x\":{new string('[', 10_000)}{new string(']', 10_000)}}}";

        Assert.Throws<FormatException>(() => CommitLine.Read(Encoding.UTF8.GetBytes(deep)));
    }

    /// <summary>As the serializer writes it: half of a pair is no text.</summary>
    private static string Clean(string text) => JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text))!;
}
