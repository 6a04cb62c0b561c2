using Workflow.Adapters.Git;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>Judges one commit after the other and writes what was found.</summary>
internal sealed class DetectionRun(Func<SignalCatalogue> loadSignals, IDetectionOutput output, Problems problems)
{
    private readonly DetectionTotals totals = new();

    /// <summary>Whatever was judged before a failure, or before the user stopped it, is written.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CommitSource source, CancellationToken cancellationToken)
    {
        try
        {
            await JudgeAsync(source, cancellationToken);
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

    private async Task JudgeAsync(CommitSource source, CancellationToken cancellationToken)
    {
        // The source begins first and works ahead while the signals are loaded.
        await using var commits = source.Commits.GetAsyncEnumerator(cancellationToken);
        var next = commits.MoveNextAsync();
        var traces = source.ReadAgentTracesAsync(cancellationToken);
        var loading = Task.Run(loadSignals, cancellationToken);
        var any = await next;
        var queue = new JudgingQueue(new CommitJudge(await loading, await traces), Write);
        try
        {
            for (; any; any = await commits.MoveNextAsync())
            {
                await queue.AddAsync(commits.Current);
            }
        }
        finally
        {
            await queue.FinishAsync();
        }
    }

    private void Write(JudgedCommit judged)
    {
        totals.Add(judged.Provenance);
        output.Add(judged);
    }
}
