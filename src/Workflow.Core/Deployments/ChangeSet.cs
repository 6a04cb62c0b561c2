namespace Workflow.Core.Deployments;

/// <summary>The commits and files that a deployment brings to its environment.</summary>
/// <param name="Commits">Newest first.</param>
/// <param name="IncompleteBecause">
/// Why the source could not deliver all commits, files or pull requests; null when it did. An incomplete change set proves the
/// absence of nothing.
/// </param>
public sealed record ChangeSet(
    CommitRange Range, IReadOnlyList<Commit> Commits, IReadOnlyList<ChangedFile> Files, string? IncompleteBecause = null)
{
    /// <summary>
    /// Why a range without commits proves nothing: a rollback or a repeated deployment changes what runs, and no commit says who wrote it.
    /// </summary>
    public const string NoNewCommits = "Head holds no commit that base does not hold already: a rollback, or the same deployment again.";

    /// <summary>
    /// Of which parts there may be more than were read: of all where a source does not say otherwise. Pull requests are none of them.
    /// </summary>
    public ChangeParts Missing { get; init; } = IncompleteBecause is null ? ChangeParts.None : ChangeParts.Commits | ChangeParts.Files;

    /// <summary>The pull requests that bring the head commit; empty where the source knows none.</summary>
    public IReadOnlyList<PullRequest> PullRequests { get; init; } = [];

    /// <summary>
    /// The text of <c>.agent-trace/traces.jsonl</c> at head: Agent Trace records, one JSON object a line; null where there is no such file.
    /// </summary>
    public string? AgentTraces { get; init; }

    /// <summary>
    /// The text of the CODEOWNERS file at base, so that no change appoints its own owners; at head where no base is known. Null where
    /// there is no such file, or one too large to count.
    /// </summary>
    public string? CodeOwners { get; init; }
}

/// <summary>What a change is made of.</summary>
[Flags]
public enum ChangeParts
{
    None = 0,
    Commits = 1,
    Files = 2,
}

/// <summary>One commit.</summary>
/// <param name="Message">The whole message: subject, body and trailers.</param>
public sealed record Commit(string Sha, ActorIdentity Author, ActorIdentity Committer, string Message)
{
    public string Subject => Message.Split('\n', 2)[0].TrimEnd('\r');

    /// <summary>The text of its note in <c>refs/notes/ai</c>, a git-ai authorship log; null where it has none.</summary>
    public string? AuthorshipNote { get; init; }

    /// <summary>Lines that it adds over its first parent; null where the source does not count them.</summary>
    public int? AddedLines { get; init; }
}

/// <summary>A request to merge commits, open, merged or closed.</summary>
/// <param name="Body">Its description; empty where it has none.</param>
/// <param name="HeadBranch">The branch that it would merge, without its repository.</param>
public sealed record PullRequest(int Number, string Title, string Body, ActorIdentity Author, string HeadBranch)
{
    /// <summary>The names of its labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];
}

/// <summary>One file between base and head.</summary>
/// <param name="Path">Path in the repository with '/' as separator; for a rename the new one.</param>
public sealed record ChangedFile(string Path, FileChangeKind Kind, int AddedLines, int DeletedLines, string? PreviousPath = null);

public enum FileChangeKind
{
    Added,
    Modified,
    Deleted,
    Renamed,
}
