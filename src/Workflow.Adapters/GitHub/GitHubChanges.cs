using Workflow.Adapters.Files.Signals;
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

    public static PullRequest ToPullRequest(this GitHubPullRequest pull) => new(
        pull.Number, pull.Title ?? "", pull.Body ?? "", ToIdentity(pull.User), pull.Head?.Ref ?? "");

    /// <remarks>
    /// No mail address comes with an account. A program is known by the private one that GitHub gives every account, since it holds
    /// the account's id; for a person the login alone joins all their commits.
    /// </remarks>
    private static ActorIdentity ToIdentity(GitHubAccount? account)
    {
        if (account is null)
        {
            return new ActorIdentity();
        }

        var person = new ActorIdentity(Login: $"github:{account.Login}");
        var program = person with { Email = $"{account.Id}+{account.Login}@users.noreply.github.com" };
        return SignalFile.Default.IsProgram(program) ? program : person;
    }

    private static ActorIdentity ToIdentity(GitHubSignatureLine? line, GitHubPerson? person) => new(
        TextOrNull(line?.Name), TextOrNull(line?.Email), TextOrNull(person?.Login) is { } login ? $"github:{login}" : null);

    private static string? TextOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
