using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Workflow.Adapters.Files;

/// <summary>Turns a file's bytes into what they mean.</summary>
/// <exception cref="FileProblemException">The file has mistakes.</exception>
public delegate T FileParser<out T>(string file, ReadOnlySpan<byte> bytes);

/// <summary>What a file holds.</summary>
public sealed record FileContent(string Path, byte[] Bytes);

/// <summary>
/// A file, or several as one, that is read again when its content changes. A version with mistakes never comes into force: the one before
/// stays, and the mistakes are logged, once for each such version.
/// </summary>
/// <param name="read">Reads what stands at the path, always in the same order.</param>
/// <param name="interval">The path is looked at no more often than this.</param>
public sealed partial class WatchedFile<T>(
    string path,
    Func<string, IReadOnlyList<FileContent>> read,
    Func<string, IReadOnlyList<FileContent>, T> parse,
    TimeSpan interval,
    TimeProvider time,
    ILogger logger)
    where T : class
{
    private const string Unreadable = "unreadable";

    private readonly Lock gate = new();
    private readonly string path = Resolve(path);
    private T? inForce;
    private string? lastSeen;
    private bool isRefused;
    private long checkedAt;

    /// <summary>A single file.</summary>
    public WatchedFile(string path, FileParser<T> parse, TimeSpan interval, TimeProvider time, ILogger logger)
        : this(path, ReadOne, (_, files) => parse(files[0].Path, files[0].Bytes), interval, time, logger)
    {
    }

    /// <summary>What the newest valid version says.</summary>
    /// <exception cref="FileProblemException">There has been none yet.</exception>
    public T Current()
    {
        lock (gate)
        {
            if (inForce is null)
            {
                inForce = Read();
                checkedAt = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(checkedAt) >= interval)
            {
                checkedAt = time.GetTimestamp();
                inForce = Refresh(inForce);
            }

            return inForce;
        }
    }

    private static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var besideProgram = Path.Combine(AppContext.BaseDirectory, path);
        return Path.Exists(full) || !Path.Exists(besideProgram) ? full : besideProgram;
    }

    private static FileContent[] ReadOne(string path) => [new(path, File.ReadAllBytes(path))];

    private static string VersionOf(IReadOnlyList<FileContent> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(file.Path)));
            hash.AppendData(SHA256.HashData(file.Bytes));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private T Refresh(T known)
    {
        var before = lastSeen;
        try
        {
            var newest = Read(known);
            if (!ReferenceEquals(newest, known))
            {
                Log.Reloaded(logger, path);
            }

            return newest;
        }
        catch (FileProblemException exception)
        {
            if (lastSeen != before)
            {
                Log.Refused(logger, path, exception.Message);
            }

            return known;
        }
    }

    /// <param name="known">Comes back as it is where the file is as it was when last seen.</param>
    private T Read(T? known = null)
    {
        IReadOnlyList<FileContent> files;
        try
        {
            files = read(path);
        }
        catch (FileProblemException)
        {
            lastSeen = Unreadable;
            throw;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            lastSeen = Unreadable;
            throw new FileProblemException([new FileProblem(path, 0, 0, $"cannot be read: {exception.Message}")], exception);
        }

        var version = VersionOf(files);
        if (known is not null && version == lastSeen && !isRefused)
        {
            return known;
        }

        // A refused version is tried again: what it was refused for can be mended elsewhere, in the file that it refers to.
        (lastSeen, isRefused) = (version, true);
        var meaning = parse(path, files);
        isRefused = false;
        return meaning;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Path} changed and is in force")]
        public static partial void Reloaded(ILogger logger, string path);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Path} changed and has mistakes; the version before stays in force: {Problems}")]
        public static partial void Refused(ILogger logger, string path, string problems);
    }
}
