using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workflow.Benchmarks.CommandLine;

/// <summary>Makes what the command line is measured on: every tenth commit says that a tool helped.</summary>
internal static class LargeInputs
{
    /// <summary>A bare repository whose branch main has so many commits, written by <c>git fast-import</c>.</summary>
    public static async Task WriteRepositoryAsync(string folder, int commits, CancellationToken cancellationToken)
    {
        await MeasuredRun.OfGitAsync(cancellationToken, "init", "--quiet", "--bare", "--initial-branch=main", folder);
        using var import = Process.Start(
            new ProcessStartInfo("git", ["-C", folder, "fast-import", "--quiet"]) { RedirectStandardInput = true })!;
        await using (var stream = import.StandardInput.BaseStream)
        {
            for (var i = 0; i < commits; i++)
            {
                var at = 1_700_000_000 + (i * 60);
                var message = Message(i);
                await stream.WriteAsync(
                    Bytes($"commit refs/heads/main\nauthor Ada <ada@example.com> {at} +0000\n"
                        + $"committer Build <build@example.com> {at} +0000\n"
                        + $"data {Encoding.UTF8.GetByteCount(message)}\n{message}\nM 100644 inline f{i % 200}/{i % 1000}.txt\ndata 4\nxyz\n\n"),
                    cancellationToken);
            }
        }

        await import.WaitForExitAsync(cancellationToken);
    }

    public static async Task WriteLinesAsync(string path, int commits, CancellationToken cancellationToken)
    {
        await using var file = new StreamWriter(path);
        for (var i = 0; i < commits; i++)
        {
            var line = JsonSerializer.Serialize(new
            {
                sha = i.ToString("x40", CultureInfo.InvariantCulture),
                authorName = "Ada",
                authorEmail = "ada@example.com",
                committerName = "Build",
                committerEmail = "build@example.com",
                message = Message(i),
            });
            await file.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private static string Message(int i) =>
        $"""
        Round prices of basket {i} to the nearest cent

        The sum of rounded prices differed from the rounded sum, and the customer was shown
        the one and charged the other. Both are computed in one place: the basket keeps
        exact amounts, and only the receipt rounds.

        Reviewed-by: Omar Haddad <omar@example.com>
        Change-Id: I{i:x40}
        {(i % 10 == 0 ? "Co-authored-by: Claude <noreply@anthropic.com>" : "Signed-off-by: Ada <ada@example.com>")}

        """.ReplaceLineEndings("\n");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
