using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CsCheck;
using Workflow.Core.Provenance;

namespace Workflow.IntegrationTests.Git;

/// <summary>Compares the trailers that the gate finds with those that the installed git finds.</summary>
public sealed class GitTrailerTests
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "Data/commits-labelled.jsonl");

    /// <summary>
    /// Pieces that together make the odd messages: separators, folds, comments, dividers, conflicts. No scissors: behind a divider, they
    /// send git 2.39 into a loop without an end.
    /// </summary>
    private static readonly string[] Lines =
    [
        "", "", " ", "\t", "Key: value", "Key: value", "Other-Key:value", "Key : spaced", "Key\t: tabbed", "Key:", "Key: ", ": value", " folded", "\tfolded",
        "  Key: folded", "Signed-off-by: Jane <jane@example.com>", "signed-off-by: lower", "(cherry picked from commit 4711)", "prose", "Prose goes on",
        "No key: value", "http://example.com/", "# comment", "#Key: commented", "---", "--- a/file", "---x", "----", "Conflicts:", "\tfile.c", "Key: value\r",
        "\r", "Ké: value", "1: number", "-: dash", "a:b:c", "Co-authored-by: Ünï <u@example.com>",
        "Fixes #4711", "Key= value", "Key", "  ", "Key: value \t",
    ];

    [Fact]
    public async Task Trailers_Of_Real_Messages_Are_Those_That_Git_Finds()
    {
        foreach (var line in File.ReadLines(Sample))
        {
            using var commit = JsonDocument.Parse(line);
            await AssertSameAsync(commit.RootElement.GetProperty("message").GetString()!);
        }
    }

    [Theory]
    [InlineData("Subject\n\nKey: value")]
    [InlineData("Subject\n\nprose\nSigned-off-by: a\n")]
    [InlineData("Subject\n\np\np\np\nSigned-off-by: a\n")]
    [InlineData("Subject\n\np\np\np\np\nSigned-off-by: a\n")]
    [InlineData("Subject\n\np\n(cherry picked from commit 4711)\nKey: b\n")]
    [InlineData("Subject\n\nKey: a\n b\n\tc\n\n")]
    [InlineData("Subject\n\nKey: a\n \n b\n")]
    [InlineData("Subject\n\n b\nKey: a\n")]
    [InlineData("Subject\n\nKey: a\n---\nKey: b\n")]
    [InlineData("Subject\n\nKey: a\n---")]
    [InlineData("Subject\n\nKey: a\n# comment\nOther: b\n# comment\n\n")]
    [InlineData("Subject\n\nKey: a\n\nConflicts:\n\tfile\n")]
    [InlineData("Subject\n\nKey: a\n\nConflicts:")]
    [InlineData("# ------------------------ >8 ------------------------\nKey: a\n")]
    [InlineData("Subject\n\nKey: a\n# ------------------------ >8 ------------------------\nKey: b\n")]
    [InlineData("Key: a")]
    [InlineData("Key: a\nOther: b\n")]
    [InlineData("\n\nKey: a\n")]
    [InlineData("\n")]
    [InlineData("")]
    public Task Trailers_Of_Odd_Messages_Are_Those_That_Git_Finds(string message) => AssertSameAsync(message);

    [Fact]
    public Task Trailers_Of_Any_Message_Are_Those_That_Git_Finds() =>
        Gen.Int[0, Lines.Length - 1].Select(index => Lines[index]).Array[0, 14]
            .Select(Gen.Bool, (lines, ends) => string.Join('\n', lines) + (ends ? "\n" : ""))
            .SampleAsync(AssertSameAsync, iter: 500, threads: 2);

    private static async Task AssertSameAsync(string message)
    {
        var found = string.Concat(TrailerBlock.Parse(message).Select(trailer => $"{trailer}\n"));

        Assert.Equal(await InterpretAsync(message), found);
        Assert.All(Trailer.Parse(message).Where(trailer => trailer.IsInBlock), trailer => Assert.Contains($"{trailer.Key}:", found, StringComparison.Ordinal));
    }

    private static async Task<string> InterpretAsync(string message)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.commentChar=#", "interpret-trailers", "--parse"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(message);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}
