using System.Globalization;
using System.Runtime.CompilerServices;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Git;

/// <summary>Reads the main branch of a repository as a row of deployments, of which few are in memory at a time.</summary>
/// <param name="folder">A folder of a repository or inside of one.</param>
public sealed class DeploymentHistory(string folder)
{
    private const string AiNotes = "refs/notes/ai";

    private const string CommitFormat = "%H%x00%P%x00%an%x00%ae%x00%cn%x00%ce%x00%B%x00%N";

    private const int CommitFields = 8;

    private const int ShortId = 12;

    /// <summary>About the newest first.</summary>
    /// <param name="until">Null for all.</param>
    /// <exception cref="GitLogException">There is no such repository, or its history cannot be read to its end.</exception>
    public async IAsyncEnumerable<PastDeployment> ReadAsync(
        DateTimeOffset since,
        DateTimeOffset? until,
        DeploymentMark mark,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (await LastBeforeAsync(until ?? DateTimeOffset.MaxValue, cancellationToken) is not { Length: > 0 } head)
        {
            throw new GitLogException(
                $"'{folder}' has no commit on the branch that HEAD names. Name a git repository whose HEAD is its main branch.");
        }

        var before = await LastBeforeAsync(since.AddSeconds(-1), cancellationToken);
        var range = string.IsNullOrEmpty(before) ? head : $"{before}..{head}";
        var ends = await ListEndsAsync(range, mark, cancellationToken);
        var commits = new HistoryCommits(ends.DeploymentOf);
        var owners = await CodeOwnersTrail.AtAsync(folder, head, cancellationToken);
        await using var diffs = new HistoryDiffs(folder, range, ends.DeploymentOf, owners, cancellationToken);
        string[] walk = ["--topo-order", "--no-patch", "--no-standard-notes", $"--notes={AiNotes}"];
        await foreach (var fields in HistoryStream.ReadAsync(folder, range, CommitFormat, walk, cancellationToken))
        {
            if (fields.Length >= CommitFields)
            {
                commits.Add(ToCommit(fields), fields[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
            }

            while (commits.TryTake(isEnd: false, out var deployment, out var found))
            {
                if (deployment >= 0)
                {
                    yield return ends.List[deployment].ToDeployment(found, await diffs.ReadAsync(deployment));
                }
            }
        }

        while (commits.TryTake(isEnd: true, out var deployment, out var found))
        {
            if (deployment >= 0)
            {
                yield return ends.List[deployment].ToDeployment(found, await diffs.ReadAsync(deployment));
            }
        }
    }

    private Task<string?> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken) => at == DateTimeOffset.MaxValue
        ? GitProgram.AskAsync(folder, cancellationToken, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        : GitProgram.AskAsync(
            folder, cancellationToken, "rev-list", "-1", "--first-parent",
            $"--before={at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}", "HEAD");

    private async Task<(List<End> List, Dictionary<string, int> DeploymentOf)> ListEndsAsync(
        string range, DeploymentMark mark, CancellationToken cancellationToken)
    {
        var tags = mark is DeploymentMark.Tags ? await ListTagsAsync(cancellationToken) : null;
        List<End> list = [];
        Dictionary<string, int> deploymentOf = new(StringComparer.Ordinal);
        string[] walk = ["--first-parent", "--no-patch"];
        await foreach (var fields in HistoryStream.ReadAsync(folder, range, "%H%x00%P%x00%ct%x00%an%x00%ae", walk, cancellationToken))
        {
            var (sha, parent) = (fields[0], fields[1].Split(' ')[0]);
            var name = tags is null ? sha[..ShortId] : tags.GetValueOrDefault(sha);
            if (name is not null)
            {
                var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[2], CultureInfo.InvariantCulture));
                list.Add(new End(name, at, new ActorIdentity(fields[3], fields[4]), sha, parent));
            }
            else if (list.Count > 0)
            {
                list[^1] = list[^1] with { Base = parent };
            }

            deploymentOf.Add(sha, list.Count - 1);
        }

        return (list, deploymentOf);
    }

    /// <summary>The name of each tag by the commit that it stands for.</summary>
    private async Task<Dictionary<string, string>> ListTagsAsync(CancellationToken cancellationToken)
    {
        var text = await GitProgram.AskAsync(
            folder, cancellationToken, "for-each-ref", "--format=%(objectname) %(*objectname) %(refname:strip=2)", "refs/tags");
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ', 3) is [var tag, var commit, var name])
            {
                tags[commit.Length > 0 ? commit : tag] = name;
            }
        }

        return tags;
    }

    private static Commit ToCommit(string[] fields) => new(
        fields[0],
        new ActorIdentity(OrNull(fields[2]), OrNull(fields[3])),
        new ActorIdentity(OrNull(fields[4]), OrNull(fields[5])),
        fields[6])
    {
        AuthorshipNote = OrNull(fields[7]),
    };

    private static string? OrNull(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private sealed record End(string Name, DateTimeOffset At, ActorIdentity By, string Head, string Base)
    {
        public PastDeployment ToDeployment(IReadOnlyList<Commit> commits, HistoryFiles files) =>
            new(Name, At, By, new ChangeSet(new CommitRange(Base.Length == 0 ? null : Base, Head), commits, files.ToList()))
            {
                Contents = files.ListContents(),
                CodeOwners = Base.Length == 0 ? files.CodeOwnersAtHead : files.CodeOwnersAtBase,
            };
    }
}
