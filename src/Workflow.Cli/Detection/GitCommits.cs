using System.Runtime.CompilerServices;
using Workflow.Adapters.Git;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Detection;

/// <summary>The commits of a range of a local repository.</summary>
internal static class GitCommits
{
    public static async IAsyncEnumerable<CommitToJudge> ReadAsync(
        GitLog log,
        string range,
        Problems problems,
        WorkMeter meter,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Task<string?>? defect = null;
        await foreach (var logged in log.ReadAsync(range, cancellationToken))
        {
            meter.Done++;
            defect ??= log.FindDefectAsync(cancellationToken);
            if (!logged.IsWhole)
            {
                problems.Add(
                    $"The commit {logged.Commit.Sha} is longer than {GitLog.MaxCommitBytes:N0} bytes: only its beginning was judged.");
            }

            yield return new CommitToJudge(logged.Commit);
        }

        if (await (defect ?? log.FindDefectAsync(cancellationToken)) is { } found)
        {
            problems.Add(found);
        }
    }
}
