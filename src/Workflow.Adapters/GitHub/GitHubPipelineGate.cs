using Microsoft.Extensions.Logging;
using Polly.Timeout;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.GitHub;

/// <summary>
/// Answers a workflow run that waits at its custom deployment protection rule (docs.github.com, "Creating custom deployment
/// protection rules"). The answer is kept by run and environment, without the attempt, and giving it twice is an error: the run
/// and its history are read before.
/// </summary>
internal sealed partial class GitHubPipelineGate(
    GitHubClient client, TimeProvider time, ILogger<GitHubPipelineGate> logger) : IPipelineGate
{
    public const string PipelineKind = "github";

    public string Kind => PipelineKind;

    public TimeSpan? LongestWait => GitHubLimits.ProtectionRuleWait;

    /// <exception cref="GitHubApiException">GitHub refused.</exception>
    /// <exception cref="InvalidOperationException">The run is of another commit than the one that was approved.</exception>
    /// <exception cref="HttpRequestException">GitHub did not answer; it holds no answer of ours.</exception>
    public async Task<CallbackReceipt> ReportAsync(
        DeploymentRequest request, ReviewOutcome outcome, CancellationToken cancellationToken)
    {
        var callback = GitHubCallback.Find(request)
            ?? throw new ArgumentException($"{request.Id} waits in no GitHub workflow run", nameof(request));
        if (await FindAnswerAsync(request, outcome, callback, cancellationToken) is { } given)
        {
            return given;
        }

        var run = await ReadAsync<WorkflowRun>(callback, callback.RunPath, cancellationToken);
        if (run.WhyItWaitsNoLonger(callback) is { } reason)
        {
            return Receipt($"{reason} There was nothing to answer.");
        }

        if (outcome.IsRelease && run.HeadSha != request.Commits.Head)
        {
            throw new InvalidOperationException(
                $"Workflow run {callback.RunId} is of commit {run.HeadSha}, and {request.Commits.Head} was approved: it is not "
                + "released.");
        }

        return await AnswerAsync(request, outcome, callback, cancellationToken);
    }

    private async Task<CallbackReceipt> AnswerAsync(
        DeploymentRequest request, ReviewOutcome outcome, GitHubCallback callback, CancellationToken cancellationToken)
    {
        var answer = new ProtectionRuleAnswer(callback.Environment, StateOf(outcome), GitHubComment.Write(request, outcome));
        try
        {
            return Receipt(await client.PostAsync(callback, callback.AnswerPath, answer, cancellationToken));
        }
        catch (Exception problem) when (IsAmbiguous(problem) && !cancellationToken.IsCancellationRequested)
        {
            Log.AnswerUncertain(logger, callback.RunId, callback.Environment, problem);
            if (await FindAnswerAsync(request, outcome, callback, cancellationToken) is { } given)
            {
                return given;
            }

            throw new HttpRequestException(
                $"GitHub did not confirm the answer to workflow run {callback.RunId}, and its history does not hold it: "
                + problem.Message,
                problem);
        }
    }

    /// <summary>A receipt where the run's history holds the answer already.</summary>
    private async Task<CallbackReceipt?> FindAnswerAsync(
        DeploymentRequest request, ReviewOutcome outcome, GitHubCallback callback, CancellationToken cancellationToken)
    {
        var history = await ReadAsync<IReadOnlyList<RunApproval>>(callback, $"{callback.RunPath}/approvals", cancellationToken);
        var mark = GitHubComment.Mark(request.Id);
        var answer = history.FirstOrDefault(one => one.Comment?.EndsWith(mark, StringComparison.Ordinal) is true);
        if (answer is null)
        {
            return null;
        }

        return answer.State == StateOf(outcome)
            ? Receipt($"The history of workflow run {callback.RunId} holds this answer already: {answer.State}.")
            : throw new InvalidOperationException(
                $"The history of workflow run {callback.RunId} holds another answer to {request.Id}: {answer.State}.");
    }

    private Task<T> ReadAsync<T>(GitHubCallback callback, string path, CancellationToken cancellationToken) =>
        client.GetAsync<T>(callback.ParseRepository(), GitHubAccess.Answer, callback, path, cancellationToken);

    private CallbackReceipt Receipt(string detail) => new(time.GetUtcNow(), detail);

    private static string StateOf(ReviewOutcome outcome) => outcome.IsRelease ? "approved" : "rejected";

    /// <summary>Whether GitHub may have taken the answer all the same.</summary>
    private static bool IsAmbiguous(Exception problem) => problem
        is HttpRequestException or TimeoutRejectedException or OperationCanceledException
        or GitHubApiException { Status: >= System.Net.HttpStatusCode.InternalServerError };

    private sealed record ProtectionRuleAnswer(string EnvironmentName, string State, string Comment);

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "GitHub did not confirm the answer to run {RunId}, environment {Environment}; its history tells whether it came")]
        public static partial void AnswerUncertain(ILogger logger, long runId, string environment, Exception problem);
    }
}
