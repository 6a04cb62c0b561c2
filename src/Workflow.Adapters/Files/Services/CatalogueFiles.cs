using System.IO.Enumeration;
using Workflow.Core.Services;

namespace Workflow.Adapters.Files.Services;

/// <summary>A service catalogue at a path: a file of either format, or a folder that is searched for <c>catalog-info.yaml</c>.</summary>
public static class CatalogueFiles
{
    private const int MaxFiles = 2000;
    private const int MaxDepth = 8;
    private const int MaxFolders = 50_000;

    /// <summary>Bytes of one file.</summary>
    private const int MaxBytes = 4_000_000;

    private static readonly string[] Names = ["catalog-info.yaml", "catalog-info.yml"];

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = MaxDepth,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    /// <summary>The file, or those in the folder in the order of their paths. Hidden folders and links to folders are passed by.</summary>
    /// <exception cref="FileProblemException">There are too many or too large ones.</exception>
    public static IReadOnlyList<FileContent> ReadAll(string path) =>
        Directory.Exists(path) ? [.. Find(path).Select(ReadBounded)] : [ReadBounded(path)];

    /// <param name="tierKey">Where Backstage entities tell their tier.</param>
    /// <exception cref="FileProblemException">The files have mistakes.</exception>
    public static ServiceCatalogue Parse(string path, IReadOnlyList<FileContent> files, string tierKey) =>
        files is [var file] && !IsBackstage(file) && !Directory.Exists(path)
            ? ServicesFile.Parse(file.Path, file.Bytes)
            : BackstageFiles.Parse(path, files, tierKey);

    /// <summary>Only entities have an API version, and it stands at the beginning of a line.</summary>
    private static bool IsBackstage(FileContent file)
    {
        var key = "apiVersion:"u8;
        return file.Bytes.AsSpan().StartsWith(key) || file.Bytes.AsSpan().IndexOf([(byte)'\n', .. key]) >= 0;
    }

    private static FileContent ReadBounded(string path) =>
        new FileInfo(path) is { Exists: true, Length: > MaxBytes }
            ? throw Problem(path, $"is larger than {MaxBytes / 1_000_000} MB")
            : new FileContent(path, File.ReadAllBytes(path));

    private static List<string> Find(string folder)
    {
        var folders = 0;
        var found = new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), Everything)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsNamed(entry.FileName),
            ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                entry.FileName[0] != '.' && (entry.Attributes & FileAttributes.ReparsePoint) == 0 && ++folders <= MaxFolders,
        };
        List<string> paths = [.. found.Take(MaxFiles + 1)];
        return paths.Count > MaxFiles || folders > MaxFolders
            ? throw Problem(folder, $"holds more than {MaxFiles} catalog-info.yaml files or {MaxFolders} folders")
            : [.. paths.Order(StringComparer.Ordinal)];
    }

    private static bool IsNamed(ReadOnlySpan<char> name)
    {
        foreach (var one in Names)
        {
            if (name.Equals(one, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static FileProblemException Problem(string path, string message) => new([new FileProblem(path, 0, 0, message)]);
}
