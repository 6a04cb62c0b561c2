namespace Workflow.Adapters.GitHub;

/// <summary>What is read of <c>GET /repos/{o}/{r}/actions/runs/{id}</c>.</summary>
/// <param name="RunStartedAt">When the newest attempt of the run started.</param>
internal sealed record WorkflowRun(string HeadSha, string? Status, string? Conclusion, DateTimeOffset? RunStartedAt)
{
    /// <summary>Why a deployment of this run needs no answer any more, in a sentence; null while it waits.</summary>
    /// <remarks>
    /// A new attempt of a run makes new deployments, and asks for an answer to each. That of an older one must not be given to
    /// it.
    /// </remarks>
    public string? WhyItWaitsNoLonger(GitHubCallback callback) => this switch
    {
        { Status: "completed" } => $"Workflow run {callback.RunId} has ended ({Conclusion ?? "without conclusion"}).",
        _ when RunStartedAt > callback.DeploymentCreatedAt =>
            $"Workflow run {callback.RunId} was started again at {RunStartedAt:u}, which asks anew.",
        _ => null,
    };
}

/// <summary>An entry of <c>GET .../actions/runs/{id}/approvals</c>.</summary>
internal sealed record RunApproval(string? State, string? Comment);

internal sealed record InstallationToken(string Token, DateTimeOffset ExpiresAt);

internal sealed record Installation(long Id);

internal sealed record GitHubDeployment(long Id, string Sha);

internal sealed record GitHubDeploymentStatus(string State);

internal sealed record GitHubPerson(string? Login);

internal sealed record GitHubSignatureLine(string? Name, string? Email, DateTimeOffset? Date = null);

internal sealed record GitHubCommitText(string Message, GitHubSignatureLine? Author, GitHubSignatureLine? Committer);

/// <summary>A commit as the calls that compare, list or get commits tell it.</summary>
/// <param name="Files">Not where commits are listed or compared.</param>
internal sealed record GitHubCommit(
    string Sha,
    GitHubCommitText Commit,
    GitHubPerson? Author,
    GitHubPerson? Committer,
    IReadOnlyList<GitHubFile>? Files,
    IReadOnlyList<GitHubParent>? Parents = null)
{
    public bool IsMerge => Parents is { Count: > 1 };
}

internal sealed record GitHubParent(string Sha);

internal sealed record GitHubFile(string Filename, string Status, int Additions, int Deletions, string? PreviousFilename);

/// <summary>A page of <c>GET .../compare/{base}...{head}</c>.</summary>
/// <param name="Commits">Oldest first.</param>
/// <param name="Files">On the first page only.</param>
internal sealed record Comparison(
    string Status, int TotalCommits, IReadOnlyList<GitHubCommit> Commits, IReadOnlyList<GitHubFile>? Files);

/// <summary>An entry of <c>GET .../commits/{sha}/pulls</c>.</summary>
/// <param name="User">Null where the account is gone.</param>
internal sealed record GitHubPullRequest(
    int Number, string? Title, string? Body, GitHubAccount? User, GitHubBranch? Head, IReadOnlyList<GitHubLabel>? Labels);

internal sealed record GitHubLabel(string? Name);

internal sealed record GitHubAccount(long Id, string Login);

internal sealed record GitHubBranch(string? Ref);

/// <summary>A page of <c>GET .../actions/runs/{id}/artifacts</c>.</summary>
internal sealed record RunArtifacts(IReadOnlyList<RunArtifact> Artifacts);

internal sealed record RunArtifact(long Id, string Name, bool Expired);
