using System.Security.Cryptography;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>
/// A document in a temporary file of this process alone, which goes with it: documents are opened more than once, and may not fit into
/// the memory.
/// </summary>
internal sealed class SpooledDocument : IAsyncDisposable
{
    private readonly FileStream file;

    private SpooledDocument(FileStream file) => this.file = file;

    /// <summary>Where the content goes, before it is read.</summary>
    public Stream Destination => file;

    public static SpooledDocument Create()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var path = Path.Combine(Path.GetTempPath(), $"deployment-review-{Guid.NewGuid():N}");
        return new SpooledDocument(new FileStream(path, options));
    }

    /// <summary>Opens it at its start, as often as needed.</summary>
    public Stream Open() => new FileStream(file.Name, new FileStreamOptions
    {
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.SequentialScan,
    });

    /// <summary>Ends the writing.</summary>
    /// <returns>The SHA-256 of the content in lower-case hexadecimal.</returns>
    public async Task<string> CompleteAsync(CancellationToken cancellationToken)
    {
        await file.FlushAsync(cancellationToken);
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
