using Workflow.Adapters.Documents;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Risk;

/// <summary>Finds the documents that a command line names.</summary>
internal sealed class DocumentFiles(StandardStreams streams, Problems problems) : IDisposable
{
    private const string StandardInput = "-";

    /// <summary>How many files below one folder are read.</summary>
    private const int MaxFilesInFolder = 10_000;

    /// <summary>What is read below a folder. A file that is named itself is always read.</summary>
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".json", ".jsonl", ".yaml", ".yml", ".sql", ".diff", ".patch",
    };

    private static readonly EnumerationOptions BelowFolder = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private readonly List<Stream> spooled = [];

    /// <summary>What is not there is a problem, and the rest is delivered.</summary>
    public async Task<IReadOnlyList<DocumentFile>> FindAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        List<DocumentFile> found = [];
        foreach (var name in names.Distinct())
        {
            if (name == StandardInput)
            {
                await using var input = streams.OpenInput();
                found.Add(await SpoolAsync("standard input", input, cancellationToken));
            }
            else if (Directory.Exists(name))
            {
                AddFolder(name, found);
            }
            else if (File.Exists(name))
            {
                found.Add(await FindFileAsync(name, cancellationToken));
            }
            else if (name.StartsWith("--", StringComparison.Ordinal))
            {
                problems.Add($"There is no option '{name}'. 'gate risk --help' lists them all.");
            }
            else
            {
                problems.Add(
                    $"There is no file or folder '{name}'. Write its path from the current folder, or - for the standard input.");
            }
        }

        return found;
    }

    public void Dispose() => spooled.ForEach(stream => stream.Dispose());

    /// <summary>A pipe has a path too, as <c>&lt;(terraform show -json plan)</c> has in a shell.</summary>
    private async Task<DocumentFile> FindFileAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(name);
            return file.CanSeek ? new DocumentFile(name, name) : await SpoolAsync(name, file, cancellationToken);
        }
        catch (UnauthorizedAccessException)
        {
            // Told where it is read, as all that cannot be read.
            return new DocumentFile(name, name);
        }
    }

    private void AddFolder(string folder, List<DocumentFile> found)
    {
        var files = Directory.EnumerateFiles(folder, "*", BelowFolder)
            .Where(path => Extensions.Contains(Path.GetExtension(path)))
            .Take(MaxFilesInFolder + 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        found.AddRange(files.Take(MaxFilesInFolder).Select(path => new DocumentFile(path, path)));
        if (files.Count is 0)
        {
            problems.Add($"The folder '{folder}' holds no file that ends in {string.Join(", ", Extensions)}. Name the files to read.");
        }
        else if (files.Count > MaxFilesInFolder)
        {
            problems.Add($"The folder '{folder}' holds more than {MaxFilesInFolder:N0} files: not all were read. Name smaller folders.");
        }
    }

    /// <summary>A pipe can be read once, and a document is read more than once: it is kept in a file until the end.</summary>
    private async Task<DocumentFile> SpoolAsync(string name, Stream input, CancellationToken cancellationToken)
    {
        var path = Path.GetTempFileName();
        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        });
        spooled.Add(file);
        await input.CopyToAsync(file, cancellationToken);
        await file.FlushAsync(cancellationToken);
        return new DocumentFile(name, path);
    }
}

/// <summary>A document on disk.</summary>
/// <param name="Name">What it is called in findings.</param>
internal sealed record DocumentFile(string Name, string Path)
{
    /// <summary>In bytes.</summary>
    public long Length => new FileInfo(Path).Length;

    /// <param name="before">Bytes of the documents that were read before this one.</param>
    public RiskDocument ToDocument(WorkMeter meter, long before, CancellationToken cancellationToken) => new(
        Name,
        () => new MeteredStream(
            new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete),
            meter,
            before,
            cancellationToken));
}
