using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Workflow.Adapters.Framing;

namespace Workflow.Adapters.Git;

/// <summary>Reads any number of commits of a repository through the git program, one at a time.</summary>
/// <param name="folder">A folder of a repository or inside of one.</param>
public sealed class GitLog(string folder)
{
    /// <summary>The longest commit that is read whole, with its note: 16 MB.</summary>
    public const int MaxCommitBytes = 16 * 1024 * 1024;

    private const int MaxRangeCharacters = 1_000;

    /// <summary>How far git may run ahead of the reader, in bytes: about 30,000 commits.</summary>
    private const int ReadAhead = 16 * 1024 * 1024;

    private const int SegmentBytes = 64 * 1024;

    private const string FatalPrefix = "fatal: ";

    private const string AgentTraces = ".agent-trace/traces.jsonl";

    private const string AiNotes = "refs/notes/ai";

    /// <summary>The commits of a range, newest first, with their git-ai notes. Git runs ahead while they are worked on.</summary>
    /// <param name="range"><c>A..B</c>, or one revision for it and all its ancestors.</param>
    /// <exception cref="GitLogException">The range cannot be read, or not to its end.</exception>
    public async IAsyncEnumerable<LoggedCommit> ReadAsync(
        string range, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Check(range);
        var record = new GitLogRecord(RandomNumberGenerator.GetHexString(32, lowercase: true));
        using var git = GitProgram.Start(
            folder, "log", "-z", "--no-color", "--no-mailmap", "--no-show-signature", "--no-patch", "--no-standard-notes",
            $"--notes={AiNotes}", $"--format={record.Format}", "--end-of-options", range, "--");
        try
        {
            var errors = git.StandardError.ReadToEndAsync(cancellationToken);
            var pipe = new Pipe(new PipeOptions(null, null, null, ReadAhead, ReadAhead / 2, SegmentBytes));
            var pump = Task.Factory.StartNew(
                () => Pump(git.StandardOutput.BaseStream, pipe.Writer),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await using var output = pipe.Reader.AsStream();
            var frames = new FrameReader(output, record.Delimiter, MaxCommitBytes);
            var isEmpty = true;
            while (await frames.NextAsync(cancellationToken) is { } frame)
            {
                if (GitLogRecord.Read(frame) is { } commit)
                {
                    isEmpty = false;
                    yield return commit;
                }
            }

            await pump;
            await git.WaitForExitAsync(cancellationToken);
            if (git.ExitCode != 0)
            {
                throw Refusal(range, await errors);
            }

            if (isEmpty)
            {
                await CheckEndsAsync(range, cancellationToken);
            }
        }
        finally
        {
            GitProgram.End(git);
        }
    }

    /// <summary>Why the commits that were read may not be all; null where they are.</summary>
    public async Task<string?> FindDefectAsync(CancellationToken cancellationToken) =>
        await GitProgram.AskAsync(folder, cancellationToken, "rev-parse", "--is-shallow-repository") == "true"
            ? $"The repository '{folder}' is a shallow clone: commits may be missing. Fetch the rest with 'git fetch --unshallow'."
            : null;

    /// <summary>
    /// The text of <c>.agent-trace/traces.jsonl</c> at the newest commit of a range; null where there is none, or where it is longer than
    /// <see cref="MaxCommitBytes"/>.
    /// </summary>
    public async Task<string?> ReadAgentTracesAsync(string range, CancellationToken cancellationToken)
    {
        Check(range);
        var head = range[(range.LastIndexOf("..", StringComparison.Ordinal) is var dots and >= 0 ? dots + 2 : 0)..];
        var file = $"{(head.Length == 0 ? "HEAD" : head)}:{AgentTraces}";
        return await GitProgram.AskAsync(folder, cancellationToken, "cat-file", "-s", file) is { } size
            && int.TryParse(size, CultureInfo.InvariantCulture, out var bytes) && bytes <= MaxCommitBytes
            ? await GitProgram.AskAsync(folder, cancellationToken, "cat-file", "blob", file)
            : null;
    }

    /// <summary>On a thread of its own until git ends: waiting for each piece costs less than being called back for it.</summary>
    private static void Pump(Stream from, PipeWriter to)
    {
        try
        {
            int read;
            do
            {
                read = from.Read(to.GetSpan());
                to.Advance(read);
            }
            while (read > 0 && !to.FlushAsync().AsTask().GetAwaiter().GetResult().IsCompleted);
            to.Complete();
        }
        catch (IOException failure)
        {
            to.Complete(failure);
        }
    }

    private static void Check(string range)
    {
        // Without its beginning a range is what a pipeline makes of an empty variable.
        var isCut = range.StartsWith("..", StringComparison.Ordinal) || range.StartsWith('^') || range.StartsWith('-');
        if (isCut || range.Length is 0 or > MaxRangeCharacters || range.Any(char.IsControl))
        {
            throw new GitLogException(
                $"'{range[..Math.Min(range.Length, MaxRangeCharacters)]}' is no range of commits. "
                + "Write it as A..B, two commits, branches or tags.");
        }
    }

    /// <remarks>
    /// git tells of no commits, and no error, where it is asked for those of a file or a folder, or where the ends are swapped: silence
    /// would pass a deployment whose pipeline has its variables wrong.
    /// </remarks>
    private async Task CheckEndsAsync(string range, CancellationToken cancellationToken)
    {
        HashSet<string> commits = [];
        foreach (var end in range.Split(["...", ".."], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] question = ["rev-parse", "--verify", "--quiet", "--end-of-options", $"{end}^{{commit}}"];
            var commit = await GitProgram.AskAsync(folder, cancellationToken, question) ?? throw Refusal(range, $"'{end}' is no commit");
            commits.Add(commit.Trim());
        }

        if (commits.Count > 1)
        {
            throw new GitLogException(
                $"The range '{range}' holds no commit: everything in its end is in its beginning already. "
                + "Write A..B with the older commit first.");
        }
    }

    private GitLogException Refusal(string range, string errors)
    {
        if (errors.Contains("not a git repository", StringComparison.Ordinal))
        {
            return new GitLogException(
                $"There is no git repository in '{folder}'. Name the folder that holds '.git', or the folder of a bare repository.");
        }

        if (errors.Contains("dubious ownership", StringComparison.Ordinal))
        {
            return new GitLogException(
                $"git does not read '{folder}', because the folder belongs to another user. Where you trust it, run: "
                + $"git config --global --add safe.directory '{Path.GetFullPath(folder)}'");
        }

        var reason = errors.Split('\n').FirstOrDefault(line => line.StartsWith(FatalPrefix, StringComparison.Ordinal)) ?? errors.Trim();
        return new GitLogException(
            $"The range '{range}' of '{folder}' cannot be read to its end; git says: {reason}. "
            + "Write A..B with commits, branches or tags that exist there, and fetch those that are missing.");
    }
}
