namespace Workflow.Core.Reviews;

/// <summary>
/// Where a change is made: the folders of its files, without the root, in which everybody works. At most <see cref="Most"/>, those with
/// most of the files.
/// </summary>
public sealed class ChangedFolders
{
    public const int Most = 20;

    private ChangedFolders(IReadOnlyList<string> folders) => All = folders;

    /// <summary>With '/' between their names and none at the end.</summary>
    public IReadOnlyList<string> All { get; }

    public static ChangedFolders Of(ChangeSummary? changes) => new(
    [
        .. ListFolders(changes)
            .CountBy(folder => folder)
            .OrderByDescending(folder => folder.Value)
            .ThenBy(folder => folder.Key, StringComparer.Ordinal)
            .Take(Most)
            .Select(folder => folder.Key),
    ]);

    /// <summary>Whether one of the other change's files is in one of the folders, or below it.</summary>
    public bool Meet(ReviewedChange other) => other.Folders.Any(IsWithin);

    /// <summary>The folder of each file that is in one.</summary>
    internal static IEnumerable<string> ListFolders(ChangeSummary? changes) =>
        (changes?.Paths ?? []).Select(changed => FolderOf(changed.Path)).Where(folder => folder.Length > 0);

    private bool IsWithin(string folder) => All.Any(one =>
        folder.StartsWith(one, StringComparison.Ordinal) && (folder.Length == one.Length || folder[one.Length] == '/'));

    private static string FolderOf(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";
}
