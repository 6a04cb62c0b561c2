using LibGit2Sharp;

namespace Workflow.Adapters.Git;

/// <summary>The notes in which git-ai keeps which lines which tool wrote. They are there only where somebody fetched them.</summary>
internal sealed class AuthorshipNotes
{
    private const string Name = "refs/notes/ai";

    /// <summary>Of all notes of a range together.</summary>
    private const long MaxBytes = 16 * 1024 * 1024;

    private readonly Repository repository;
    private readonly Tree root;
    private long read;

    private AuthorshipNotes(Repository repository, Tree root) => (this.repository, this.root) = (repository, root);

    /// <returns>Null where the repository has none.</returns>
    public static AuthorshipNotes? Find(Repository repository) =>
        repository.Refs[Name]?.ResolveToDirectReference()?.Target?.Peel<Commit>() is { } notes
            ? new AuthorshipNotes(repository, notes.Tree)
            : null;

    /// <returns>The text of a commit's note; null where it has none.</returns>
    /// <param name="defects">Takes why a note was not read.</param>
    public string? Read(string sha, List<string> defects)
    {
        if (FindNote(sha) is not { } note)
        {
            return null;
        }

        read += repository.ObjectDatabase.RetrieveObjectMetadata(note.Target.Id).Size;
        if (read <= MaxBytes)
        {
            return ((Blob)note.Target).GetContentText();
        }

        var defect = $"The notes in {Name} have more than {MaxBytes} bytes; those of older commits were not read.";
        if (!defects.Contains(defect))
        {
            defects.Add(defect);
        }

        return null;
    }

    /// <remarks>
    /// Git spreads notes over folders named by the first digits, two a folder, the more of them the more notes there are.
    /// </remarks>
    private TreeEntry? FindNote(string sha)
    {
        var tree = root;
        for (var rest = sha; rest.Length > 2; rest = rest[2..])
        {
            if (tree[rest] is { TargetType: TreeEntryTargetType.Blob } note)
            {
                return note;
            }

            if (tree[rest[..2]] is not { TargetType: TreeEntryTargetType.Tree } folder)
            {
                return null;
            }

            tree = (Tree)folder.Target;
        }

        return null;
    }
}
