using System.Net;
using System.Text;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.GitHub;

/// <summary>How the copying of a file ended.</summary>
internal enum FileCopy
{
    Missing,
    TooLarge,
    Whole,
}

/// <summary>Reads files at a commit (docs.github.com, "Get repository content"): one call each.</summary>
internal sealed class GitHubFiles(GitHubClient client)
{
    private const string AgentTraces = ".agent-trace/traces.jsonl";
    private const int MaxTraceBytes = 8 * 1024 * 1024;

    public async Task<FileCopy> CopyAsync(
        GitHubRepository repository,
        DeploymentRequest request,
        string commit,
        string path,
        long maxBytes,
        Stream destination,
        CancellationToken cancellationToken)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        try
        {
            var isWhole = await client.CopyAsync(
                repository,
                GitHubCallback.Find(request),
                $"{repository.ApiPath}/contents/{escaped}?ref={Uri.EscapeDataString(commit)}",
                maxBytes,
                destination,
                cancellationToken);
            return isWhole ? FileCopy.Whole : FileCopy.TooLarge;
        }
        catch (GitHubApiException refusal) when (refusal.Status is HttpStatusCode.NotFound)
        {
            return FileCopy.Missing;
        }
        catch (GitHubApiException refusal) when (IsTooLarge(refusal))
        {
            return FileCopy.TooLarge;
        }
    }

    /// <summary>The change set with the Agent Trace records of its head; incomplete where they are too many.</summary>
    public async Task<ChangeSet> AddAgentTracesAsync(
        GitHubRepository repository, DeploymentRequest request, ChangeSet changes, CancellationToken cancellationToken)
    {
        using var traces = new MemoryStream();
        var copied = await CopyAsync(
            repository, request, changes.Range.Head, AgentTraces, MaxTraceBytes, traces, cancellationToken);
        var defect = $"The file {AgentTraces} has more than {MaxTraceBytes} bytes and was not read.";
        return copied switch
        {
            FileCopy.Whole => changes with { AgentTraces = Encoding.UTF8.GetString(traces.GetBuffer(), 0, (int)traces.Length) },
            FileCopy.TooLarge => changes with
            {
                IncompleteBecause = changes.IncompleteBecause is { } before ? $"{before} {defect}" : defect,
            },
            _ => changes,
        };
    }

    /// <summary>The CODEOWNERS file at base; at head where no base is known.</summary>
    /// <returns>Null where there is none, or one too large to count.</returns>
    public async Task<string?> ReadCodeOwnersAsync(
        GitHubRepository repository, DeploymentRequest request, CommitRange range, CancellationToken cancellationToken)
    {
        foreach (var location in CodeOwners.Locations)
        {
            using var owners = new MemoryStream();
            var copied = await CopyAsync(
                repository, request, range.Base ?? range.Head, location, CodeOwners.MaxBytes, owners, cancellationToken);
            if (copied is not FileCopy.Missing)
            {
                return copied is FileCopy.Whole ? Encoding.UTF8.GetString(owners.GetBuffer(), 0, (int)owners.Length) : null;
            }
        }

        return null;
    }

    /// <remarks>GitHub sends no file of more than 100 MB, and says so with 403.</remarks>
    private static bool IsTooLarge(GitHubApiException refusal) =>
        refusal.Status is HttpStatusCode.Forbidden && refusal.Message.Contains("too large", StringComparison.OrdinalIgnoreCase);
}
