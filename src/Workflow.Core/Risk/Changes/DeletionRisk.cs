using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds deletions that are large in number. Git keeps what is deleted, so that another deployment brings it back.</summary>
internal static class DeletionRisk
{
    /// <summary>Deleted files from which on a reviewer is told, and from which on it weighs heavily.</summary>
    private const int ManyFiles = 20, MostFiles = 100;

    /// <summary>Deleted lines, likewise.</summary>
    private const int ManyLines = 2_000, MostLines = 10_000;

    /// <summary>Fewer deleted lines than this for each added line are a rewrite, not a deletion.</summary>
    private const int LinesForOneAdded = 4;

    /// <summary>Deleted files in a folder from which on the folder is named.</summary>
    private const int FilesInFolder = 10;

    private const string Explanation =
        "What is deleted no longer runs after the deployment: make sure that nothing else still uses it.";

    public static IEnumerable<RiskFinding> Find(IReadOnlyList<ChangedFile> files)
    {
        var counted = files.Where(file => !RiskPaths.IsLockFile(file.Path)).ToList();
        var deletedFiles = counted.Count(RiskPaths.IsGone);
        var deletedLines = counted.Sum(file => (long)file.DeletedLines);
        var addedLines = counted.Sum(file => (long)file.AddedLines);
        var isDeletion = deletedLines >= addedLines * LinesForOneAdded;
        if (deletedFiles >= ManyFiles || (deletedLines >= ManyLines && isDeletion))
        {
            var isLarge = deletedFiles >= MostFiles || (deletedLines >= MostLines && isDeletion);
            var severity = isLarge ? RiskSeverity.High : RiskSeverity.Medium;
            yield return new RiskJudgement(ChangeRules.MassDeletion, severity, IsReversible: true, Explanation).Find(
                new RiskLocation("changed files"), $"{Count(deletedFiles, "file")} and {Count(deletedLines, "line")} are deleted");
        }

        foreach (var (folder, count) in RemovedFolders(counted))
        {
            yield return new RiskJudgement(ChangeRules.FolderRemoved, RiskSeverity.Medium, IsReversible: true, Explanation).Find(
                new RiskLocation(folder), $"all {count} files that change in {folder} are deleted");
        }
    }

    /// <summary>The highest folders in which nothing but deletions happens.</summary>
    private static IEnumerable<(string Folder, int Count)> RemovedFolders(List<ChangedFile> files)
    {
        Dictionary<string, (int Gone, int All)> folders = new(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var folder in FoldersOf(file.Path))
            {
                var (gone, all) = folders.GetValueOrDefault(folder);
                folders[folder] = (RiskPaths.IsGone(file) ? gone + 1 : gone, all + 1);
            }
        }

        var removed = folders.Where(entry => entry.Value.Gone >= FilesInFolder && entry.Value.Gone == entry.Value.All)
            .Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        return removed.Where(folder => !FoldersOf(folder).Any(removed.Contains)).Order(StringComparer.Ordinal)
            .Select(folder => (folder, folders[folder].Gone));
    }

    /// <summary>The folders around a file or folder, the outermost first; the first 16 of a deep path.</summary>
    private static IEnumerable<string> FoldersOf(string path)
    {
        var end = -1;
        for (var depth = 0; depth < 16 && (end = path.IndexOf('/', end + 1)) > 0; depth++)
        {
            yield return path[..end];
        }
    }

    private static string Count(long number, string one) => number == 1 ? $"1 {one}" : $"{number} {one}s";
}
