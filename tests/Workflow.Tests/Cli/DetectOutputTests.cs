using System.Text;
using System.Text.Json;

namespace Workflow.Tests.Cli;

public sealed class DetectOutputTests
{
    private static readonly string Input = string.Join(
        '\n',
        Lines.ByAgent,
        Lines.Assisted("b2"),
        Lines.ByHand("c3"),
        Lines.Of("d4", "Tidy up", more: new { branch = "copilot/tidy", labels = new[] { "chore" }, unknown = new { deep = new[] { 1 } } }),
        Lines.Of("e5", "Deceive \u001b[2J\u202Ethe terminal\n\nAssisted-by: Claude \u001b[31mred"));

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task What_Is_Found_Decides_The_Exit_Code_In_Every_Output(string output)
    {
        Assert.Equal(2, (await GateProgram.RunAsync(Input, "detect", "--input", "-", "--output", output)).ExitCode);
        Assert.Equal(0, (await GateProgram.RunAsync(Lines.ByHand("c3"), "detect", "--input", "-", "--output", output)).ExitCode);
        Assert.Equal(0, (await GateProgram.RunAsync("", "detect", "--input", "-", "--output", output)).ExitCode);
    }

    [Fact]
    public async Task Text_Names_What_Was_Found_And_Says_That_Silence_Proves_Nothing()
    {
        var run = await GateProgram.RunAsync(Input, "detect", "--input", "-");

        Assert.Empty(run.Error);
        Approval.Verify(run.Output, "txt");
    }

    [Fact]
    public async Task Text_Lists_Every_Commit_When_Asked_To()
    {
        var commits = string.Join(
            '\n', Enumerable.Range(0, 30).Select(i => i % 2 == 0 ? Lines.Assisted($"s{i}") : Lines.ByHand($"s{i}")));

        var all = await GateProgram.RunAsync(commits, "detect", "--input", "-", "--all");
        Assert.All(Enumerable.Range(0, 30), i => Assert.Contains($" s{i}  ", all.Output, StringComparison.Ordinal));

        var many = string.Join('\n', Enumerable.Range(0, 25).Select(i => Lines.Assisted($"s{i}")));
        var first = await GateProgram.RunAsync(many, "detect", "--input", "-");
        Assert.Contains("and 5 more;", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s20", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_Is_One_Object()
    {
        var run = await GateProgram.RunAsync(Input, "detect", "--input", "-", "--output", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(5, json.RootElement.GetProperty("commits").GetArrayLength());
        Approval.Verify(run.Output, "json");
    }

    [Fact]
    public async Task Json_Lines_Are_One_Commit_Each_In_The_Order_Of_The_Input()
    {
        var run = await GateProgram.RunAsync(Input, "detect", "--input", "-", "--output", "jsonl");

        Assert.All(run.Lines, line => JsonDocument.Parse(line).Dispose());
        Approval.Verify(run.Output, "jsonl");
    }

    [Fact]
    public async Task Nothing_Is_Said_When_Nobody_Reads_Any_More()
    {
        using var closed = new ClosedPipe();

        var run = await GateProgram.RunAsync(Encoding.UTF8.GetBytes(Input), closed, "detect", "--input", "-", "--output", "jsonl");

        Assert.Equal((1, ""), (run.ExitCode, run.Error));
    }

    private sealed class ClosedPipe : MemoryStream
    {
        private const int BrokenPipe = 32;

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("Broken pipe", BrokenPipe);
    }
}
