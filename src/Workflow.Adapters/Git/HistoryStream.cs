using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Workflow.Adapters.Framing;

namespace Workflow.Adapters.Git;

/// <summary>Streams the records of one <c>git log</c>, each as its fields.</summary>
/// <remarks>
/// A record begins with a token that nobody knew when the commits were written; its fields end with a zero byte, which neither messages
/// nor paths can hold.
/// </remarks>
internal static class HistoryStream
{
    private const int TokenLength = 32;

    /// <param name="format">What git tells of each commit, with <c>%x00</c> between the fields.</param>
    /// <param name="arguments">Further arguments, without the range.</param>
    /// <exception cref="GitLogException">The history cannot be read to its end.</exception>
    public static async IAsyncEnumerable<string[]> ReadAsync(
        string folder,
        string range,
        string format,
        IReadOnlyList<string> arguments,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var token = RandomNumberGenerator.GetHexString(TokenLength, lowercase: true);
        using var git = GitProgram.Start(
            folder,
            [
                "log", "-z", "--no-color", "--no-mailmap", "--no-show-signature", $"--format=tformat:{token}%x00{format}",
                .. arguments, "--end-of-options", range, "--",
            ]);
        try
        {
            var errors = git.StandardError.ReadToEndAsync(cancellationToken);
            var frames = new FrameReader(git.StandardOutput.BaseStream, Encoding.ASCII.GetBytes($"{token}\0"), GitLog.MaxCommitBytes);
            while (await frames.NextAsync(cancellationToken) is { } frame)
            {
                if (!frame.Content.IsEmpty)
                {
                    yield return Encoding.UTF8.GetString(frame.Content.Span).Split('\0');
                }
            }

            await git.WaitForExitAsync(cancellationToken);
            if (git.ExitCode != 0)
            {
                throw new GitLogException(
                    $"The history of '{folder}' cannot be read to its end; git says: {(await errors).Trim()}. "
                    + "Fetch the whole repository, without a filter and not shallow.");
            }
        }
        finally
        {
            GitProgram.End(git);
        }
    }
}
