using System.Text;
using System.Text.Json;

namespace Workflow.Tests.Cli;

public sealed class DetectInputTests
{
    [Theory]
    [InlineData("{", "not valid JSON at byte 2")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("[]", "this is an array, and no object")]
    [InlineData("null", "this is null, and no object")]
    [InlineData("{}", "sha is missing")]
    [InlineData("""{"sha":7}""", "sha is a number")]
    [InlineData("""{"sha":"1","message":null,"authorName":"","authorEmail":"","committerName":"","committerEmail":""}""", "message is null")]
    [InlineData("""{"sha":" ","message":"","authorName":"","authorEmail":"","committerName":"","committerEmail":""}""", "sha is empty")]
    [InlineData("""{"sha":"1","message":"","authorName":"","authorEmail":"","committerName":""}""", "committerEmail is missing")]
    [InlineData("""{"labels":"ai"}""", "labels is a text")]
    [InlineData("""{"labels":[1]}""", "a label is a number")]
    public async Task A_Bad_Line_Is_Reported_And_The_Rest_Goes_On(string bad, string problem)
    {
        var input = $"{Lines.Assisted("first")}\n\n{bad}\n{Lines.ByHand("last")}";

        var run = await GateProgram.RunAsync(input, "detect", "--input", "-", "--output", "jsonl");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("standard input line 3: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.Equal(["first", "last"], run.Lines.Select(Sha));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, "text in UTF-16. Write it in UTF-8")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x7B }, "text in UTF-16. Write it in UTF-8")]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0x00 }, "compressed. Unpack it first")]
    public async Task Another_Encoding_Is_Called_By_Its_Name(byte[] input, string problem)
    {
        var run = await GateProgram.RunAsync(input, "detect", "--input", "-");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"standard input is {problem}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--input needs a file, and '/' is a folder.", "--input", "/")]
    [InlineData("--input names 'no.jsonl', and there is no such file.", "--input", "no.jsonl")]
    [InlineData("--input names '', and there is no such file.", "--input", "")]
    [InlineData("--signals names 'no.yaml', and there is no such file.", "--input", "-", "--signals", "no.yaml")]
    [InlineData("--input", "--input")]
    [InlineData("--input", "--input", "-", "--input", "-")]
    [InlineData("--range", "--repo", ".", "--range", "a..b", "--range", "c")]
    [InlineData("There is no git repository in '/'", "--repo", "/", "--range", "@~5..@")]
    public async Task A_Slip_In_The_Options_Is_Told_And_No_Crash(string problem, params string[] options)
    {
        var run = await GateProgram.RunAsync("", ["detect", .. options]);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marks_Line_Ends_And_Empty_Lines_Do_Not_Matter()
    {
        byte[] input = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{Lines.ByHand("1")}\r\n\r\n   \n{Lines.ByHand("2")}")];

        var run = await GateProgram.RunAsync(input, "detect", "--input", "-", "--output", "jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["1", "2"], run.Lines.Select(Sha));
    }

    [Theory]
    [InlineData(@"\udce9")]
    [InlineData("\u00e9")]
    public async Task Text_That_No_Encoder_Could_Have_Written_Is_Judged_All_The_Same(string odd)
    {
        // In Latin-1 the second is a byte that is not UTF-8.
        var line = Lines.Assisted("1").Replace("prices", $"prices {odd} \\u0041 \\\" \\t", StringComparison.Ordinal);

        var run = await GateProgram.RunAsync(Encoding.Latin1.GetBytes(line), "detect", "--input", "-", "--output", "jsonl");

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains("\"tools\":[\"claude\"]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_And_Addresses_May_Be_Null_And_The_Last_Of_Two_Counts()
    {
        const string Line = """
            {"sha":"0","sha":"1","authorName":null,"authorEmail":null,"committerName":null,"committerEmail":null,"message":"","labels":null,"branch":null}
            """;

        var run = await GateProgram.RunAsync(Line, "detect", "--input", "-", "--output", "jsonl");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["1"], run.Lines.Select(Sha));
    }

    [Theory]
    [InlineData("detect")]
    [InlineData("detect --repo .")]
    [InlineData("detect --range A..B")]
    [InlineData("detect --repo . --range A..B --input -")]
    [InlineData("detect --input - --output xml")]
    [InlineData("detect --input no/such/file.jsonl")]
    [InlineData("detect --input - --signals no/such/file.yaml")]
    [InlineData("risk")]
    [InlineData("risk no/such/plan.json")]
    [InlineData("risk - --service shop")]
    [InlineData("risk - --services services.yaml")]
    [InlineData("risk - --picture shop.svg")]
    [InlineData("risk - --services no/such.yaml --service shop")]
    public async Task A_Command_That_Cannot_Be_Done_Is_An_Error(string arguments)
    {
        var run = await GateProgram.RunAsync("", arguments.Split(' '));

        Assert.Equal(1, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signals_Of_The_User_Are_Added_To_The_Built_In_Ones()
    {
        const string Signals = """
            tools:
              cobbler:
                name: Cobbler
            signals:
              - tool: cobbler
                kind: assisted
                where: trailer
                key: Cobbled-by
                certainty: certain
                source: our own tool
                matches: "Cobbled-by: Cobbler 2"
                not: "Cobbled-with: a hammer"
            """;
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, Signals, TestContext.Current.CancellationToken);

            var run = await GateProgram.RunAsync(
                $"{Lines.Assisted("1")}\n{Lines.Of("2", "Round prices\n\nCobbled-by: Cobbler 2")}",
                "detect", "--input", "-", "--output", "jsonl", "--signals", file);

            Assert.Equal("", run.Error);
            Assert.Contains("\"tools\":[\"claude\"]", run.Lines[0], StringComparison.Ordinal);
            Assert.Contains("\"tools\":[\"cobbler\"]", run.Lines[1], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Sha(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("sha").GetString()!;
    }
}
