using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Workflow.Adapters.StandardWebhooks;

namespace Workflow.Adapters.Documents.Gate;

/// <summary>Fetches documents from the origins that are allowed. Nothing of a URL but its origin shows in problems or logs.</summary>
internal sealed class DocumentDownload(
    IHttpClientFactory http, IOptions<RiskAnalysisOptions> options, IOptions<StandardWebhooksOptions> webhooks)
{
    public const string HttpClientName = "documents";

    private const int MaxRedirects = 5;

    /// <summary>How long a server may take until its answer begins.</summary>
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    /// <exception cref="DocumentUnavailableException">The server says that it will not send it, or it is too large.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached or has a passing problem.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public Task CopyAsync(Uri url, Stream destination, CancellationToken cancellationToken) => webhooks.Value.AllowsDocument(url)
        ? CopyTrustedAsync(url, options.Value.MaxDocumentBytes, destination, cancellationToken)
        : throw new DocumentUnavailableException(
            $"Documents may not come from {StandardWebhooksOptions.OriginOf(url)}: it is not among "
            + nameof(StandardWebhooksOptions.AllowedDocumentOrigins));

    /// <summary>The same for a URL that was not sent to the gate but named by a system that the gate asked.</summary>
    /// <exception cref="DocumentUnavailableException">The server says that it will not send it, or it is too large.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached or has a passing problem.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public async Task CopyTrustedAsync(Uri url, long max, Stream destination, CancellationToken cancellationToken)
    {
        var origin = StandardWebhooksOptions.OriginOf(url);
        if (url.Scheme != Uri.UriSchemeHttps && !url.IsLoopback)
        {
            throw new DocumentUnavailableException($"{origin} is no https address");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.DownloadTimeout);
        try
        {
            using var response = await SendAsync(url, origin, patience.Token);
            if (!await BoundedCopy.CopyAsync(response.Content, max, destination, patience.Token))
            {
                throw new DocumentUnavailableException($"The document at {origin} has more than {max} bytes");
            }
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The document at {origin} did not come within {options.Value.DownloadTimeout}.", problem);
        }
    }

    public static void ConfigureResilience(ResiliencePipelineBuilder<HttpResponseMessage> pipeline)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(500),
            ShouldRetryAfterHeader = false,
        };
        pipeline.AddRetry(retry).AddTimeout(AnswerTimeout);
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, string origin, CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(HttpClientName);
        for (var redirects = 0; ; redirects++)
        {
            var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                url = Follow(response, url, origin);
            }

            if (redirects == MaxRedirects)
            {
                throw new DocumentUnavailableException($"{origin} redirects more than {MaxRedirects} times");
            }
        }
    }

    /// <returns>Where the answer redirects to.</returns>
    private static Uri Follow(HttpResponseMessage response, Uri url, string origin)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        if (HttpClientResiliencePredicates.IsTransient(Outcome.FromResult(response)))
        {
            throw new HttpRequestException($"{origin} answered a request for a document with {status}.", null, response.StatusCode);
        }

        var isRedirect = response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest;
        if (!isRedirect || response.Headers.Location is not { } location)
        {
            throw new DocumentUnavailableException($"{origin} answered the request for the document with {status}");
        }

        var target = new Uri(url, location);
        return StandardWebhooksOptions.OriginOf(target) == origin && target.UserInfo.Length == 0
            ? target
            : throw new DocumentUnavailableException(
                $"{origin} redirects to another origin: name the final URL, and have its origin added to "
                + nameof(StandardWebhooksOptions.AllowedDocumentOrigins));
    }
}
