namespace Workflow.Adapters.Git;

/// <summary>What the commits of the main branch change, read while the commits are and as far as it is asked for.</summary>
/// <param name="deploymentOf">By the ids of the main branch's commits, older ones with greater numbers.</param>
/// <param name="owners">As it is at the end of the range.</param>
internal sealed class HistoryDiffs(
    string folder,
    string range,
    IReadOnlyDictionary<string, int> deploymentOf,
    CodeOwnersTrail owners,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private static readonly string[] Walk =
        ["--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--numstat", "--no-renames", "--no-relative", "--root"];

    private readonly Dictionary<int, HistoryFiles> read = [];
    private readonly IAsyncEnumerator<string[]> commits =
        HistoryStream.ReadAsync(folder, range, "%H", Walk, cancellationToken).GetAsyncEnumerator(cancellationToken);

    private int reached = -1;
    private bool ended;

    /// <summary>Each deployment's once.</summary>
    public async Task<HistoryFiles> ReadAsync(int deployment)
    {
        while (!ended && reached <= deployment)
        {
            ended = !await commits.MoveNextAsync();
            if (!ended && deploymentOf.TryGetValue(commits.Current[0], out reached))
            {
                if (!read.TryGetValue(reached, out var files))
                {
                    read.Add(reached, files = new HistoryFiles());
                }

                files.Add(commits.Current.AsSpan(1), owners);
            }
        }

        return read.Remove(deployment, out var found) ? found : new HistoryFiles();
    }

    public ValueTask DisposeAsync() => commits.DisposeAsync();
}
