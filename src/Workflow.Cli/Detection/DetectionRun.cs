using Workflow.Adapters.Git;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;

namespace Workflow.Cli.Detection;

/// <summary>Judges one commit after the other and writes what was found.</summary>
internal sealed class DetectionRun(Func<SeamDetector> createDetector, IDetectionOutput output, Problems problems)
{
    private readonly DetectionTotals totals = new();

    /// <summary>Whatever was judged before a failure, or before the user stopped it, is written.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(IAsyncEnumerable<CommitToJudge> commits, CancellationToken cancellationToken)
    {
        try
        {
            await JudgeAsync(commits, cancellationToken);
        }
        catch (GitLogException unreadable)
        {
            problems.Add(unreadable.Message);
        }
        catch (OperationCanceledException)
        {
            problems.Add("Stopped before the end.");
            output.Finish(totals, isComplete: false);
            return ExitCode.Stopped;
        }

        output.Finish(totals, isComplete: problems.Count == 0);
        return ExitCode.Of(problems.Count > 0, totals.HasFindings);
    }

    private async Task JudgeAsync(IAsyncEnumerable<CommitToJudge> commits, CancellationToken cancellationToken)
    {
        // The source begins first and works ahead while the signals are loaded.
        await using var source = commits.GetAsyncEnumerator(cancellationToken);
        var first = source.MoveNextAsync();
        var detector = createDetector();
        var any = await first;
        while (any)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var commit = source.Current;
            var provenance = detector.Detect(commit.Commit, commit.Context);
            totals.Add(provenance);
            output.Add(commit.Commit, provenance);
            any = await source.MoveNextAsync();
        }
    }
}
