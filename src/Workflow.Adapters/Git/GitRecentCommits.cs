using System.Globalization;
using Microsoft.Extensions.Logging;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Git;

/// <summary>Reads who committed lately in folders of a local repository.</summary>
internal sealed partial class GitRecentCommits(RepositoryLocator repositories, TimeProvider time, ILogger<GitRecentCommits> logger)
    : IRecentCommits
{
    /// <summary>The newest; more tell nothing more about who knows a place.</summary>
    private const int MostCommits = 500;

    /// <summary>Nobody waits longer to know who knows a place.</summary>
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    public string Kind => "git";

    public async Task<IReadOnlyList<FolderCommit>> ListAsync(
        DeploymentRequest request, IReadOnlyList<string> folders, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = request.Commits.Base ?? request.Commits.Head;
        if (folders.Count == 0 || !CommitRange.IsFullObjectId(from))
        {
            return [];
        }

        using var limit = new CancellationTokenSource(LongestRead, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var folder = repositories.FolderOf(request.Repository.Location);
            string[] question =
            [
                "log", $"--max-count={MostCommits}", $"--since={since.ToUnixTimeSeconds()}", "--no-merges", "--no-color", "--no-mailmap",
                "--no-patch", "--no-notes", "--format=%ct%x00%ae%x00%an", "--end-of-options", from, "--", .. folders,
            ];
            var answer = await GitProgram.AskAsync(folder, either.Token, question);
            return [.. (answer ?? "").Split('\n').Select(Read).OfType<FolderCommit>()];
        }
        catch (Exception failure) when (
            failure is GitLogException or ChangeUnavailableException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.Unknown(logger, failure.Message);
            return [];
        }
    }

    private static FolderCommit? Read(string line) =>
        line.Split('\0') is [var seconds, var email, var name]
        && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new FolderCommit(new ActorIdentity(name, email), DateTimeOffset.FromUnixTimeSeconds(at))
            : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Who committed lately where the change is made is not known: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
