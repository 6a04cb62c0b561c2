using Workflow.Core.Deployments;

namespace Workflow.Adapters.GitHub;

/// <summary>GitHub's commits and files in the gate's words.</summary>
internal static class GitHubChanges
{
    public static Commit ToCommit(this GitHubCommit commit) => new(
        commit.Sha,
        ToIdentity(commit.Commit.Author, commit.Author),
        ToIdentity(commit.Commit.Committer, commit.Committer),
        commit.Commit.Message);

    public static ChangedFile ToChangedFile(this GitHubFile file) => new(
        file.Filename,
        file.Status switch
        {
            "added" or "copied" => FileChangeKind.Added,
            "removed" => FileChangeKind.Deleted,
            "renamed" => FileChangeKind.Renamed,
            _ => FileChangeKind.Modified,
        },
        file.Additions,
        file.Deletions,
        file.Status is "renamed" ? file.PreviousFilename : null);

    private static ActorIdentity ToIdentity(GitHubSignatureLine? line, GitHubPerson? person) => new(
        TextOrNull(line?.Name), TextOrNull(line?.Email), TextOrNull(person?.Login) is { } login ? $"github:{login}" : null);

    private static string? TextOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
