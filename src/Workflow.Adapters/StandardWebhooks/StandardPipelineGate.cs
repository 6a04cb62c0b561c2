using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.StandardWebhooks;

/// <summary>Answers a pipeline with a signed callback. See <see cref="DeploymentDecided"/> for its body.</summary>
internal sealed class StandardPipelineGate(
    IHttpClientFactory http, IOptions<StandardWebhooksOptions> options, TimeProvider time) : IPipelineGate
{
    public const string PipelineKind = "standard-webhooks";
    public const string HttpClientName = "standard-webhooks";

    public string Kind => PipelineKind;

    /// <remarks>
    /// Every attempt has the same <c>webhook-id</c>, by which the pipeline knows an answer that it has already.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Callbacks may no longer go to the request's callback URL.</exception>
    /// <exception cref="HttpRequestException">The pipeline did not confirm.</exception>
    /// <exception cref="TimeoutException">The pipeline did not answer in time.</exception>
    public async Task<CallbackReceipt> ReportAsync(
        DeploymentRequest request, ReviewOutcome outcome, CancellationToken cancellationToken)
    {
        var url = new Uri(request.Pipeline.CallbackData);

        // Its query may hold a secret: problems show the origin alone.
        var origin = StandardWebhooksOptions.OriginOf(url);
        if (!options.Value.AllowsCallback(url))
        {
            throw new InvalidOperationException(
                $"Callbacks may not go to {origin}: it is not among {nameof(StandardWebhooksOptions.AllowedCallbackOrigins)}.");
        }

        using var message = Sign(url, request, outcome);
        using var client = http.CreateClient(HttpClientName);
        try
        {
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? new CallbackReceipt(time.GetUtcNow(), $"{(int)response.StatusCode} {response.ReasonPhrase}")
                : throw new HttpRequestException(Describe(origin, response), null, response.StatusCode);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The pipeline at {origin} did not answer the callback within {options.Value.CallbackTimeout}.", problem);
        }
    }

    private HttpRequestMessage Sign(Uri url, DeploymentRequest request, ReviewOutcome outcome)
    {
        var now = time.GetUtcNow();
        var body = JsonSerializer.SerializeToUtf8Bytes(DeploymentDecided.Of(request, outcome, now), WorkflowJson.Options);
        var id = $"{request.Id}-outcome";
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = options.Value.CallbackKeys().Select(key => StandardWebhookSignature.Sign(key, id, timestamp, body));
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        message.Headers.Add(StandardWebhookSignature.IdHeader, id);
        message.Headers.Add(StandardWebhookSignature.TimestampHeader, timestamp);
        message.Headers.Add(StandardWebhookSignature.SignatureHeader, string.Join(' ', signatures));
        return message;
    }

    private static string Describe(string origin, HttpResponseMessage response)
    {
        var answer = $"The pipeline at {origin} answered the callback with {(int)response.StatusCode} {response.ReasonPhrase}";
        return (int)response.StatusCode switch
        {
            >= 300 and < 400 => $"{answer}; redirects are not followed: send the final URL as callbackUrl.",
            410 => $"{answer}: it waits for this deployment no longer.",
            _ => $"{answer} instead of a 2xx.",
        };
    }
}
