using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>A commit as <c>git log</c> tells it, with its note in <c>refs/notes/ai</c>.</summary>
/// <param name="IsWhole">False where it is longer than <see cref="GitLog.MaxCommitBytes"/> and only its beginning was read.</param>
public sealed record LoggedCommit(Commit Commit, bool IsWhole);
