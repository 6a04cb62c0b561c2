using Workflow.Core.Deployments;

namespace Workflow.Adapters.Documents.Diffs;

/// <summary>The part of a diff that is about one file. What it counts is complete once its last line was read.</summary>
internal sealed class DiffFile
{
    /// <summary>Null where the file is added.</summary>
    public string? OldPath { get; set; }

    /// <summary>Null where the file is deleted.</summary>
    public string? NewPath { get; set; }

    public bool IsRename { get; set; }

    public bool IsBinary { get; set; }

    /// <summary>Whether a submodule points to another commit.</summary>
    public bool IsSubmodule { get; set; }

    /// <summary>Whether it shows a merge of several parents, whose lines are not read.</summary>
    public bool IsCombined { get; set; }

    public int AddedLines { get; set; }

    public int DeletedLines { get; set; }

    public string Path => NewPath ?? OldPath ?? "(unnamed)";

    public ChangedFile ToChange() => (OldPath, NewPath) switch
    {
        (null, _) => new ChangedFile(Path, FileChangeKind.Added, AddedLines, DeletedLines),
        (_, null) => new ChangedFile(Path, FileChangeKind.Deleted, AddedLines, DeletedLines),
        _ when IsRename => new ChangedFile(Path, FileChangeKind.Renamed, AddedLines, DeletedLines, OldPath),
        _ => new ChangedFile(Path, FileChangeKind.Modified, AddedLines, DeletedLines),
    };
}

/// <param name="Sign">'+' for an added line, '-' for a deleted one, ' ' for one that stays.</param>
/// <param name="Text">Without its sign; the first 16,000 characters of a longer line.</param>
/// <param name="Line">In the file as it will be, from 1; of a deleted line in the file as it was.</param>
/// <param name="Number">In the diff, from 1.</param>
internal readonly record struct DiffLine(char Sign, string Text, int Line, int Number);
