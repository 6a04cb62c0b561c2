using System.Diagnostics;
using Workflow.IntegrationTests.Git;

namespace Workflow.IntegrationTests.Cli;

/// <summary>The program as a process, on real repositories.</summary>
public sealed class DetectTests : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "gate.dll");

    private readonly GitSandbox sandbox = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finds_Who_Wrote_The_Commits_Of_A_Range()
    {
        var first = sandbox.Commit("a.txt", "1", "First\n\nCo-authored-by: Cursor <cursoragent@cursor.com>");
        var byHand = sandbox.Commit("a.txt", "2", "Second");
        var assisted = sandbox.Commit("a.txt", "3", "Third\n\nCo-authored-by: Claude <noreply@anthropic.com>");

        var found = await RunAsync("detect", "--repo", sandbox.Path, "--range", $"{first}..main", "--output", "jsonl");
        var nothing = await RunAsync("detect", "--repo", sandbox.Path, "--range", $"{first}..{byHand}");
        var wrong = await RunAsync("detect", "--repo", sandbox.Path, "--range", "nowhere..main");

        Assert.Equal((2, ""), (found.ExitCode, found.Error));
        var lines = found.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith($$"""{"sha":"{{assisted}}","kind":"assisted","tools":["claude"],""", lines[0], StringComparison.Ordinal);
        Assert.Equal($$"""{"sha":"{{byHand}}","kind":"none","tools":[],"evidence":[]}""", lines[1]);
        Assert.Equal(2, lines.Length);
        Assert.Equal((0, ""), (nothing.ExitCode, nothing.Error));
        Assert.Contains("undeclared, never human", nothing.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains("nowhere..main", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_Of_A_Surrounding_Git_Do_Not_Lead_It_Elsewhere()
    {
        using var other = new GitSandbox();
        other.Commit("a.txt", "1", "Elsewhere");
        var here = sandbox.Commit("a.txt", "1", "Here");

        var run = await RunAsync(
            ["detect", "--repo", sandbox.Path, "--range", "main", "--output", "jsonl"],
            ("GIT_DIR", Path.Combine(other.Path, ".git")), ("GIT_CONFIG_COUNT", "x"), ("GIT_TRACE", "1"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains(here, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_Trace_Records_Count_For_The_Commit_That_They_Name()
    {
        var traced = sandbox.Commit("a.txt", "1", "First");
        sandbox.Commit(
            ".agent-trace/traces.jsonl",
            $$"""
            {"version":"0.1.0","id":"1","timestamp":"2026-01-05T08:00:00Z","vcs":{"type":"git","revision":"{{traced}}"},"tool":{"name":"cursor"},"files":[{"path":"a.txt","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":1}]}]}]}
            """,
            "Trace");

        var run = await RunAsync("detect", "--repo", sandbox.Path, "--range", "main", "--output", "jsonl");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($$"""{"sha":"{{traced}}","kind":"assisted","tools":["cursor"]""", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"aiLines\":1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_Quietly_When_Nobody_Reads_Any_More()
    {
        using var process = Start(["detect", "--input", "-", "--output", "jsonl"]);
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        process.StandardOutput.Close();
        const string Line = """{"sha":"1","authorName":"","authorEmail":"","committerName":"","committerEmail":"","message":""}""";
        try
        {
            // More than pipes and buffers hold: writing fails when the program has ended.
            for (var i = 0; i < 100_000; i++)
            {
                await process.StandardInput.WriteLineAsync(Line);
            }
        }
        catch (IOException)
        {
            // It has.
        }

        await process.WaitForExitAsync(Cancellation);
        Assert.Equal((1, ""), (process.ExitCode, await errors));
    }

    public void Dispose() => sandbox.Dispose();

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync(Cancellation);
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        return (process.ExitCode, output, await errors);
    }

    private static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }
}
