using System.Globalization;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>The files that one deployment of a history changes, put together from the commits of the main branch in it.</summary>
internal sealed class HistoryFiles
{
    private const string RegularMode = "100";

    private readonly Dictionary<string, Entry> files = new(StringComparer.Ordinal);
    private bool isBegun;

    /// <summary>The id of the CODEOWNERS file's content after the deployment; null where there is none.</summary>
    public string? CodeOwnersAtHead { get; private set; }

    /// <summary>The same before it.</summary>
    public string? CodeOwnersAtBase { get; private set; }

    /// <summary>
    /// Adds what <c>--raw --no-abbrev --numstat -z</c> tells of a commit, newer commits first. Binary files have no lines.
    /// </summary>
    /// <param name="owners">As it is after the commit, and turned back to what it was before.</param>
    public void Add(ReadOnlySpan<string> fields, CodeOwnersTrail owners)
    {
        CodeOwnersAtHead = isBegun ? CodeOwnersAtHead : owners.Current;
        isBegun = true;
        for (var index = 0; index < fields.Length; index++)
        {
            var field = fields[index].TrimStart('\n');
            if (field.StartsWith(':')
                && index + 1 < fields.Length
                && field.Split(' ') is [var oldMode, var newMode, var oldId, var newId, ..])
            {
                var path = fields[++index];
                var before = new Side(oldMode[1..], oldId);
                Find(path, new Side(newMode, newId)).Before = before;
                owners.TurnBack(path, before.FileId);
            }
            else if (field.Split('\t', 3) is [var added, var deleted, var path] && files.TryGetValue(path, out var counted))
            {
                counted.Added += Count(added);
                counted.Deleted += Count(deleted);
            }
        }

        CodeOwnersAtBase = owners.Current;
    }

    /// <summary>
    /// What differs between the two ends. A file that only moved is one that was renamed; one that moved and changed is two.
    /// </summary>
    public IReadOnlyList<ChangedFile> ToList()
    {
        var changed = files
            .Where(file => file.Value.Before != file.Value.After)
            .OrderBy(file => file.Key, StringComparer.Ordinal)
            .ToList();
        var gone = changed
            .Where(file => file.Value is { After.Exists: false, Before.FileId: not null })
            .GroupBy(file => file.Value.Before.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<string>(group.Select(file => file.Key)), StringComparer.Ordinal);
        Dictionary<string, string> previous = new(StringComparer.Ordinal);
        foreach (var (path, entry) in changed)
        {
            if (entry is { Before.Exists: false, After.FileId: { } id }
                && gone.TryGetValue(id, out var paths)
                && paths.TryDequeue(out var from))
            {
                previous.Add(path, from);
            }
        }

        var moved = previous.Values.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. changed.Where(file => !moved.Contains(file.Key)).Select(file => previous.TryGetValue(file.Key, out var from)
                ? new ChangedFile(file.Key, FileChangeKind.Renamed, 0, 0, from)
                : new ChangedFile(file.Key, file.Value.Kind, file.Value.Added, file.Value.Deleted)),
        ];
    }

    /// <summary>The contents of those files at both ends.</summary>
    public IReadOnlyDictionary<string, PastContent> ListContents() => files.ToDictionary(
        file => file.Key, file => new PastContent(file.Value.Before.FileId, file.Value.After.FileId), StringComparer.Ordinal);

    private Entry Find(string path, Side after)
    {
        if (!files.TryGetValue(path, out var entry))
        {
            files.Add(path, entry = new Entry(after));
        }

        return entry;
    }

    private static int Count(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    /// <summary>What is at a path before or after.</summary>
    private sealed record Side(string Mode, string Id)
    {
        public bool Exists => Mode.Trim('0').Length > 0;

        /// <summary>Null where there is no file, or a link or a submodule.</summary>
        public string? FileId => Mode.StartsWith(RegularMode, StringComparison.Ordinal) ? Id : null;
    }

    private sealed class Entry(Side after)
    {
        public Side After { get; } = after;

        public Side Before { get; set; } = after;

        public int Added { get; set; }

        public int Deleted { get; set; }

        public FileChangeKind Kind =>
            !Before.Exists ? FileChangeKind.Added : !After.Exists ? FileChangeKind.Deleted : FileChangeKind.Modified;
    }
}
