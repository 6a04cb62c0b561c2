using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Workflow.IntegrationTests.GitHub;

/// <summary>GitHub's list of the commits of one repository, by folder and time. Refuses what it would not understand.</summary>
internal sealed class FakeGitHubHistory
{
    public const string Tip = "1111111111111111111111111111111111111111";

    private const string Path = "repos/acme/web/commits";
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly List<(string[] Folders, DateTimeOffset At, object Body)> commits = [];

    public static bool IsAbout(string target) => target.StartsWith(Path + "?", StringComparison.Ordinal);

    /// <summary>What asks for a folder's commits, below the API's root.</summary>
    public static string Target(string folder, string since, string from = Tip) =>
        $"{Path}?sha={from}&path={Uri.EscapeDataString(folder)}&since={since}&per_page=100";

    /// <summary>A commit that <see cref="Tip"/> has, committed by GitHub itself.</summary>
    /// <param name="login">Null where no account has the author's address.</param>
    public void Add(string sha, DateTimeOffset at, string? login, string email, string[] folders, int parents = 1) =>
        commits.Add((folders, at, new
        {
            sha,
            commit = new
            {
                message = "Change something",
                author = new { name = "Ada", email, date = at.AddDays(-30) },
                committer = new { name = "GitHub", email = "noreply@github.com", date = at },
            },
            author = login is null ? null : new { login, id = 12 },
            committer = new { login = "web-flow", id = 19864447 },
            parents = Enumerable.Range(0, parents).Select(parent => new { sha = $"{sha}-{parent}" }),
        }));

    /// <returns>422 for a question that GitHub does not understand, 404 for an unknown commit.</returns>
    public (int Status, object? Body) Answer(string target)
    {
        var query = QueryHelpers.ParseQuery(target[Path.Length..]);
        string? Value(string name) => query.TryGetValue(name, out var values) && values.Count == 1 ? values[0] : null;
        var isUnderstood = query.Keys.Order(StringComparer.Ordinal).SequenceEqual(["path", "per_page", "sha", "since"])
            && Value("path") is { Length: > 0 } path && path[0] != '/' && path[^1] != '/'
            && int.TryParse(Value("per_page"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 100;
        if (!isUnderstood || !DateTimeOffset.TryParseExact(
            Value("since"), Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since))
        {
            return (422, null);
        }

        return Value("sha") != Tip
            ? (404, null)
            : (200, commits.Where(one => one.At >= since && one.Folders.Contains(Value("path"))).OrderByDescending(one => one.At)
                .Select(one => one.Body).Take(100).ToArray());
    }
}
