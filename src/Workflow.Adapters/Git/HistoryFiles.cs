using System.Globalization;
using System.Runtime.InteropServices;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>The files that one deployment of a history changes, put together from the commits of the main branch in it.</summary>
internal sealed class HistoryFiles
{
    private readonly Dictionary<string, (FileChangeKind Kind, int Added, int Deleted)> files = new(StringComparer.Ordinal);

    /// <summary>Adds what <c>--raw --numstat -z</c> tells of a commit. Binary files have no lines.</summary>
    /// <param name="fields">Newer commits come first: what the newest did to a path is what happened to it.</param>
    public void Add(ReadOnlySpan<string> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            var field = fields[index].TrimStart('\n');
            if (field.StartsWith(':') && index + 1 < fields.Length)
            {
                index++;
                files.TryAdd(fields[index], (KindOf(field[^1]), 0, 0));
            }
            else if (field.Split('\t', 3) is [var added, var deleted, var path])
            {
                ref var file = ref CollectionsMarshal.GetValueRefOrAddDefault(files, path, out _);
                file = (file.Kind, file.Added + Count(added), file.Deleted + Count(deleted));
            }
        }
    }

    public IReadOnlyList<ChangedFile> ToList() =>
        [.. files.Select(file => new ChangedFile(file.Key, file.Value.Kind, file.Value.Added, file.Value.Deleted))];

    private static int Count(string number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;

    private static FileChangeKind KindOf(char status) => status switch
    {
        'A' => FileChangeKind.Added,
        'D' => FileChangeKind.Deleted,
        _ => FileChangeKind.Modified,
    };
}
