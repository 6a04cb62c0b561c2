using System.Diagnostics;
using System.Globalization;
using System.Text;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Git;

/// <summary>Reads contents of files by their ids, all through one <c>git cat-file</c>, which is started with the first.</summary>
/// <param name="folder">A folder of a repository or inside of one.</param>
public sealed class HistoryContents(string folder) : IAsyncDisposable
{
    private const int MaxHeader = 200;

    private const int SkipBytes = 64 * 1024;

    private Process? git;
    private BufferedStream? answers;
    private Task<string>? errors;

    /// <summary>How many bytes were read so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>One at a time.</summary>
    /// <exception cref="ChangeUnavailableException">The repository does not hold it, or it is larger.</exception>
    /// <exception cref="GitLogException">git has ended.</exception>
    public async Task<byte[]> ReadAsync(string id, long maxBytes, CancellationToken cancellationToken)
    {
        var stream = Start();
        await git!.StandardInput.BaseStream.WriteAsync(Encoding.ASCII.GetBytes($"{id}\n"), cancellationToken);
        await git.StandardInput.BaseStream.FlushAsync(cancellationToken);
        if (ReadHeader(stream).Split(' ') is not [_, "blob", var number]
            || !long.TryParse(number, CultureInfo.InvariantCulture, out var size))
        {
            throw new ChangeUnavailableException("The repository does not hold its content: fetch all of it, without a filter.");
        }

        BytesRead += size;
        if (size > maxBytes)
        {
            await SkipAsync(stream, size + 1, cancellationToken);
            throw new ChangeUnavailableException($"It has {size} bytes; at most {maxBytes} are read.");
        }

        var content = new byte[size];
        await stream.ReadExactlyAsync(content, cancellationToken);
        stream.ReadByte();
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        if (git is not null)
        {
            GitProgram.End(git);
            await errors!;
            git.Dispose();
        }
    }

    private BufferedStream Start()
    {
        if (answers is null)
        {
            git = GitProgram.StartDialogue(folder, "cat-file", "--batch");
            errors = git.StandardError.ReadToEndAsync(CancellationToken.None);
            answers = new BufferedStream(git.StandardOutput.BaseStream, SkipBytes);
        }

        return answers;
    }

    private string ReadHeader(BufferedStream stream)
    {
        var header = new StringBuilder();
        for (var letter = stream.ReadByte(); letter != '\n'; letter = stream.ReadByte())
        {
            if (letter < 0 || header.Length > MaxHeader)
            {
                throw new GitLogException($"git ended while it read files of '{folder}'. Try again, and check it with 'git fsck'.");
            }

            header.Append((char)letter);
        }

        return header.ToString();
    }

    private static async Task SkipAsync(BufferedStream stream, long count, CancellationToken cancellationToken)
    {
        var buffer = new byte[SkipBytes];
        while (count > 0)
        {
            var length = (int)Math.Min(count, buffer.Length);
            await stream.ReadExactlyAsync(buffer.AsMemory(0, length), cancellationToken);
            count -= length;
        }
    }
}
