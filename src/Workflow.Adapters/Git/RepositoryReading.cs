using LibGit2Sharp;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;
using Commit = Workflow.Core.Deployments.Commit;

namespace Workflow.Adapters.Git;

/// <summary>What a change source asks an open repository.</summary>
internal static class RepositoryReading
{
    /// <exception cref="ChangeUnavailableException">There is no such commit.</exception>
    public static LibGit2Sharp.Commit FindCommit(this Repository repository, string id, string role) =>
        ObjectId.TryParse(id.ToLowerInvariant(), out var parsed) && repository.Lookup<LibGit2Sharp.Commit>(parsed) is { } commit
            ? commit
            : throw new ChangeUnavailableException(
                $"The {role} commit {id} does not exist in the repository. Fetch it there, or send the full id of one that exists.");

    /// <summary>The commit behind a branch, a tag or a full ref name. Expressions such as <c>main~1</c> are no names.</summary>
    /// <exception cref="ChangeUnavailableException">There is none, or a branch and a tag of this name differ.</exception>
    public static LibGit2Sharp.Commit ResolveRef(this Repository repository, string name)
    {
        string[] candidates = name.StartsWith("refs/", StringComparison.Ordinal) ? [name] : [$"refs/heads/{name}", $"refs/tags/{name}"];
        var commits = candidates
            .Where(Reference.IsValidName)
            .Select(candidate => repository.Refs[candidate]?.ResolveToDirectReference()?.Target)
            .OfType<GitObject>()
            .Select(target => target.Peel<LibGit2Sharp.Commit>())
            .DistinctBy(commit => commit.Sha)
            .ToList();
        return commits switch
        {
            [var commit] => commit,
            [] => throw new ChangeUnavailableException($"The ref '{name}' no longer exists in the repository."),
            _ => throw new ChangeUnavailableException(
                $"'{name}' is both a branch and a tag, of different commits. Send the full name: {string.Join(" or ", candidates)}."),
        };
    }

    /// <summary>At most <paramref name="max"/> commits reachable from one commit and not from the other, newest first.</summary>
    public static List<LibGit2Sharp.Commit> ListCommits(
        this Repository repository, LibGit2Sharp.Commit from, LibGit2Sharp.Commit to, int max, CancellationToken cancellationToken)
    {
        var filter = new CommitFilter
        {
            IncludeReachableFrom = to,
            ExcludeReachableFrom = from,
            SortBy = CommitSortStrategies.Topological | CommitSortStrategies.Time,
        };
        List<LibGit2Sharp.Commit> commits = [];
        foreach (var commit in repository.Commits.QueryBy(filter).Take(max))
        {
            cancellationToken.ThrowIfCancellationRequested();
            commits.Add(commit);
        }

        return commits;
    }

    public static Commit ToCommit(this LibGit2Sharp.Commit commit, string? authorshipNote) =>
        new(commit.Sha, ToIdentity(commit.Author), ToIdentity(commit.Committer), commit.Message) { AuthorshipNote = authorshipNote };

    /// <summary>The lines that a commit adds over its parent; none for a merge, since they are counted where they were written.</summary>
    public static int CountAddedLines(this Repository repository, LibGit2Sharp.Commit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LibGit2Sharp.Commit[] parents = [.. commit.Parents.Take(2)];
        if (parents.Length > 1)
        {
            return 0;
        }

        using var lines = repository.Diff.Compare<PatchStats>(parents.FirstOrDefault()?.Tree, commit.Tree);
        return lines.TotalLinesAdded;
    }

    /// <summary>The files that differ, with numbers of lines only: no patch is kept in memory.</summary>
    public static IReadOnlyList<ChangedFile> ListChangedFiles(
        this Repository repository, LibGit2Sharp.Commit from, LibGit2Sharp.Commit to)
    {
        var options = new CompareOptions { Similarity = SimilarityOptions.Renames };
        using var changes = repository.Diff.Compare<TreeChanges>(from.Tree, to.Tree, options);
        using var lines = repository.Diff.Compare<PatchStats>(from.Tree, to.Tree, options);
        return [.. changes.Select(change => ToFile(change, lines[change.Path]))];
    }

    private static ChangedFile ToFile(TreeEntryChanges change, ContentChangeStats? lines) => new(
        change.Path,
        ToKind(change.Status),
        lines?.LinesAdded ?? 0,
        lines?.LinesDeleted ?? 0,
        change.Status is ChangeKind.Renamed ? change.OldPath : null);

    private static FileChangeKind ToKind(ChangeKind kind) => kind switch
    {
        ChangeKind.Added or ChangeKind.Copied => FileChangeKind.Added,
        ChangeKind.Deleted => FileChangeKind.Deleted,
        ChangeKind.Renamed => FileChangeKind.Renamed,
        _ => FileChangeKind.Modified,
    };

    private static ActorIdentity ToIdentity(Signature signature) => new(TextOrNull(signature.Name), TextOrNull(signature.Email));

    private static string? TextOrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
