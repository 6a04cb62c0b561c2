using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Workflow.Core.Deployments;
using Workflow.Orchestration;

namespace Workflow.Adapters.GitHub;

/// <summary>The callback data of a GitHub deployment: which run and environment wait for the answer.</summary>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="RunId">Larger than 32 bits.</param>
/// <param name="DeploymentId">GitHub's own; null where the webhook named none. Each attempt of a run has another.</param>
/// <param name="DeploymentCreatedAt">By GitHub's clock.</param>
internal sealed record GitHubCallback(
    string Repository,
    long RepositoryId,
    long InstallationId,
    long RunId,
    string Environment,
    long? DeploymentId,
    DateTimeOffset? DeploymentCreatedAt)
{
    private const string Suffix = "/deployment_protection_rule";

    public GitHubRepository ParseRepository() =>
        GitHubRepository.TryParse(Repository, out var repository)
            ? repository
            : throw new FormatException($"'{Repository}' is no GitHub repository of the form owner/name.");

    /// <summary>The path of the run below the API's root.</summary>
    [JsonIgnore]
    public string RunPath => string.Create(CultureInfo.InvariantCulture, $"{ParseRepository().ApiPath}/actions/runs/{RunId}");

    /// <summary>The path that takes the answer.</summary>
    [JsonIgnore]
    public string AnswerPath => RunPath + Suffix;

    public string ToText() => JsonSerializer.Serialize(this, WorkflowJson.Options);

    public static GitHubCallback? Find(DeploymentRequest request) => request.Pipeline.Kind == GitHubPipelineGate.PipelineKind
        ? JsonSerializer.Deserialize<GitHubCallback>(request.Pipeline.CallbackData, WorkflowJson.Options)
        : null;

    /// <summary>
    /// Reads the run id from a callback URL, which must be the one of this repository below the API's root: a token is sent
    /// there.
    /// </summary>
    public static bool TryReadRunId(Uri? url, Uri apiRoot, GitHubRepository repository, [NotNullWhen(true)] out long? runId)
    {
        runId = null;
        var prefix = $"{apiRoot.AbsoluteUri}{repository.ApiPath}/actions/runs/";
        if (url is { IsAbsoluteUri: true }
            && url.AbsoluteUri is var text
            && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
            && text.EndsWith(Suffix, StringComparison.Ordinal)
            && text.Length > prefix.Length + Suffix.Length
            && long.TryParse(text[prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
        {
            runId = parsed;
        }

        return runId is not null;
    }
}
