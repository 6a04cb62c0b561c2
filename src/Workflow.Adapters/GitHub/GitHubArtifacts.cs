using System.Globalization;
using System.Net;
using Workflow.Adapters.Documents.Gate;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.GitHub;

/// <summary>
/// The artifacts of the workflow run that are meant for the gate: those whose names begin with <see cref="Prefix"/> (docs.github.com,
/// "REST API endpoints for GitHub Actions artifacts").
/// </summary>
internal sealed class GitHubArtifacts(GitHubClient client, DocumentDownload download) : IPipelineDocuments
{
    public const string Prefix = "deployment-review";

    private const int PageSize = 100;
    private const int MaxPages = 5;

    public string PipelineKind => GitHubPipelineGate.PipelineKind;

    public async Task<IReadOnlyList<DocumentArchive>> ListAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        var callback = GitHubCallback.Find(request)!;
        List<RunArtifact> found = [];
        for (var page = 1; ; page++)
        {
            var next = await ReadPageAsync(callback, page, cancellationToken);
            found.AddRange(next.Artifacts);
            if (next.Artifacts.Count < PageSize)
            {
                break;
            }

            if (page == MaxPages)
            {
                throw new DocumentUnavailableException(
                    $"The run has more than {found.Count} artifacts; those named {Prefix} were not looked for");
            }
        }

        return
        [
            .. found
                .Where(artifact => artifact.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
                .Select(artifact => new DocumentArchive(
                    artifact.Name,
                    (maxBytes, destination, cancellation) => CopyAsync(callback, artifact, maxBytes, destination, cancellation))),
        ];
    }

    private async Task<RunArtifacts> ReadPageAsync(GitHubCallback callback, int page, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetAsync<RunArtifacts>(
                callback.ParseRepository(),
                GitHubAccess.ReadChanges,
                callback,
                string.Create(CultureInfo.InvariantCulture, $"{callback.RunPath}/artifacts?per_page={PageSize}&page={page}"),
                cancellationToken);
        }
        catch (GitHubApiException refusal) when (refusal.Status is HttpStatusCode.NotFound)
        {
            throw new DocumentUnavailableException(refusal.Message.TrimEnd('.'), refusal);
        }
    }

    private async Task CopyAsync(
        GitHubCallback callback, RunArtifact artifact, long maxBytes, Stream destination, CancellationToken cancellationToken)
    {
        if (artifact.Expired)
        {
            throw new DocumentUnavailableException("GitHub no longer keeps this artifact");
        }

        try
        {
            // The storage that GitHub names knows the caller by the URL's signature, and must not see the App's token.
            var url = await client.GetRedirectAsync(
                callback.ParseRepository(),
                callback,
                string.Create(CultureInfo.InvariantCulture, $"{callback.ParseRepository().ApiPath}/actions/artifacts/{artifact.Id}/zip"),
                cancellationToken);
            await download.CopyTrustedAsync(url, maxBytes, destination, cancellationToken);
        }
        catch (GitHubApiException refusal) when (refusal.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            throw new DocumentUnavailableException(refusal.Message.TrimEnd('.'), refusal);
        }
    }
}
