using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.GitHub;

/// <summary>Receives the webhooks of a GitHub App that is a custom deployment protection rule.</summary>
/// <remarks>
/// A delivery that comes again is a duplicate and no replay: GitHub signs the body alone and no time, and a redelivery has the
/// <c>X-GitHub-Delivery</c> of the first (docs.github.com, "Validating webhook deliveries" and "Best practices for using webhooks"),
/// so that the two cannot be told apart, and neither starts anything.
/// </remarks>
internal sealed class GitHubWebhookReceiver(IOptions<GitHubOptions> options, TimeProvider time) : IWebhookReceiver
{
    private const string EventHeader = "X-GitHub-Event";
    private const string DeliveryHeader = "X-GitHub-Delivery";
    private const string ProtectionRule = "deployment_protection_rule";

    public string Name => "github";

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var signature = headers.GetValueOrDefault(GitHubSignature.Header);
        var check = GitHubSignature.Check(signature, body.Span, options.Value.WebhookSecret);
        if (check is not GitHubSignatureCheck.Valid)
        {
            return Refuse(check);
        }

        var name = headers.GetValueOrDefault(EventHeader);
        if (name is not ProtectionRule)
        {
            return string.IsNullOrEmpty(name)
                ? Malformed($"The header {EventHeader} is missing.")
                : new WebhookReading.Ignored($"The event '{name}' asks for no deployment.");
        }

        var delivery = headers.GetValueOrDefault(DeliveryHeader);
        return string.IsNullOrWhiteSpace(delivery)
            ? Malformed($"The header {DeliveryHeader} is missing.")
            : Read(body.Span, delivery);
    }

    private WebhookReading Read(ReadOnlySpan<byte> body, string delivery)
    {
        try
        {
            return JsonSerializer.Deserialize<ProtectionRulePayload>(body, GitHubJson.Options) switch
            {
                null => Malformed("The body is null."),
                { Action: "requested" } payload => Read(payload, delivery),
                { Action: var action } => new WebhookReading.Ignored($"The action '{action}' asks for no deployment."),
            };
        }
        catch (JsonException problem)
        {
            return Malformed($"The body is no {ProtectionRule} event at {problem.Path ?? "$"}, line {problem.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            return Malformed("The body escapes half of a surrogate pair, which is no text.");
        }
    }

    private WebhookReading Read(ProtectionRulePayload payload, string delivery)
    {
        List<string> problems = [];
        var sha = payload.Sha ?? payload.Deployment?.Sha;
        long? runId = null;
        if (!GitHubRepository.TryParse(payload.Repository?.FullName, out var repository))
        {
            problems.Add("$.repository.full_name: must be owner/name");
        }
        else if (!GitHubCallback.TryReadRunId(payload.DeploymentCallbackUrl, options.Value.ApiRoot(), repository, out runId))
        {
            problems.Add(
                $"$.deployment_callback_url: must be the one of a run of {repository} below {options.Value.ApiRoot()}, the API that "
                + "the gate is configured for");
        }

        if (string.IsNullOrWhiteSpace(payload.Environment))
        {
            problems.Add("$.environment: is missing");
        }

        if (!CommitRange.IsFullObjectId(sha))
        {
            problems.Add("$.sha: must be a full commit id");
        }

        if (payload.Repository is not { Id: > 0 })
        {
            problems.Add("$.repository.id: is missing");
        }

        if (payload.Installation is not { Id: > 0 })
        {
            problems.Add("$.installation.id: is missing; the webhook must be that of a GitHub App");
        }

        if (string.IsNullOrWhiteSpace(payload.Sender?.Login))
        {
            problems.Add("$.sender.login: is missing");
        }

        return problems.Count > 0
            ? Malformed(string.Join('\n', problems))
            : Accept(payload, repository!, runId!.Value, sha!.ToLowerInvariant(), delivery);
    }

    private WebhookReading.Requested Accept(
        ProtectionRulePayload payload, GitHubRepository repository, long runId, string sha, string delivery)
    {
        var callback = new GitHubCallback(
            repository.ToString(),
            payload.Repository!.Id,
            payload.Installation!.Id,
            runId,
            payload.Environment!,
            payload.Deployment?.Id,
            payload.Deployment?.CreatedAt);
        var request = new DeploymentRequest(
            GitHubDeploymentIds.Create(callback),
            options.Value.ServiceNames.TryGetValue(callback.Repository, out var service) ? service : repository.Name,
            callback.Environment,
            new RepositoryReference(GitHubChangeSource.RepositoryKind, callback.Repository),
            new CommitRange(null, sha),
            new ActorIdentity(Login: $"github:{payload.Sender!.Login}"),
            new PipelineReference(GitHubPipelineGate.PipelineKind, callback.ToText()),
            time.GetUtcNow())
        {
            Ref = payload.Ref ?? payload.Deployment?.Ref,
            Links = ListLinks(payload.Repository.HtmlUrl, runId, sha),
        };
        return new WebhookReading.Requested(request, new WebhookDelivery(
            string.Create(CultureInfo.InvariantCulture, $"{options.Value.AppId}-{delivery}"), Digest(callback, sha), null));
    }

    /// <summary>
    /// Digest of what the answer depends on; GitHub may write the rest of the body anew when it delivers again.
    /// </summary>
    private static string Digest(GitHubCallback callback, string sha)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{callback.RepositoryId}\n{callback.RunId}\n{callback.DeploymentId}\n{sha}\n{callback.Environment}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static IReadOnlyList<Link> ListLinks(string? page, long runId, string sha) =>
        Uri.TryCreate(page, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            ?
            [
                new Link("Workflow run", new Uri($"{url.AbsoluteUri}/actions/runs/{runId}")),
                new Link("Head commit", new Uri($"{url.AbsoluteUri}/commit/{sha}")),
            ]
            : [];

    private static WebhookReading.Refused Refuse(GitHubSignatureCheck check) => check is GitHubSignatureCheck.HeaderMissing
        ? new(WebhookRefusal.SignatureMissing, $"The header {GitHubSignature.Header} is missing: give the App a webhook secret.")
        : new(WebhookRefusal.SignatureWrong, "The signature is not of this body with the secret that the gate knows.");

    private static WebhookReading.Refused Malformed(string detail) => new(WebhookRefusal.Malformed, detail);
}
