using Workflow.Adapters.Git;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Detection;

/// <summary>Where the commits come from.</summary>
/// <param name="Name">For people.</param>
/// <param name="Commits">Read while they are judged, and once.</param>
/// <param name="ReadAgentTracesAsync">The Agent Trace records of the repository, one a line; null where there are none.</param>
internal sealed record CommitSource(
    string Name, WorkMeter Meter, IAsyncEnumerable<CommitToJudge> Commits, Func<CancellationToken, Task<string?>> ReadAgentTracesAsync)
{
    public static CommitSource OfRepository(string folder, string range, Problems problems)
    {
        var log = new GitLog(folder);
        var meter = new WorkMeter();
        return new CommitSource(
            "Commits",
            meter,
            GitCommits.ReadAsync(log, range, problems, meter),
            cancellationToken => log.ReadAgentTracesAsync(range, cancellationToken));
    }

    /// <param name="name">What the stream is called in messages.</param>
    public static CommitSource OfLines(Stream stream, string name, Problems problems)
    {
        var meter = new WorkMeter { Total = stream.CanSeek ? stream.Length : null };
        return new CommitSource(
            name, meter, CommitLines.ReadAsync(stream, name, problems, meter), _ => Task.FromResult<string?>(null));
    }
}
