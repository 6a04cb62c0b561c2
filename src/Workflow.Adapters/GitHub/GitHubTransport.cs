using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflow.Adapters.GitHub;

/// <summary>Sends calls to the API and turns refusals into exceptions with GitHub's own words.</summary>
internal sealed class GitHubTransport(IHttpClientFactory http)
{
    public const string HttpClientName = "github";

    private const int MaxMessageLength = 300;

    /// <summary>How long the body of a file may take, beyond the time until its answer begins.</summary>
    private static readonly TimeSpan CopyTimeout = TimeSpan.FromMinutes(3);

    /// <exception cref="GitHubApiException">The answer is no success.</exception>
    public async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(GitHubJson.Options, cancellationToken)
            ?? throw new GitHubApiException(response.StatusCode, $"GitHub answered {request.Method} {request.RequestUri} with null.");
    }

    /// <exception cref="GitHubApiException">The answer is no success.</exception>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);

    /// <summary>Copies the body of the answer, never held in memory as a whole.</summary>
    /// <returns>Whether it has no more than so many bytes; if it has, not all was copied.</returns>
    /// <exception cref="GitHubApiException">The answer is no success.</exception>
    /// <exception cref="TimeoutException">The body took too long.</exception>
    public async Task<bool> CopyAsync(
        HttpRequestMessage request, long maxBytes, Stream destination, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(CopyTimeout);
        try
        {
            return await BoundedCopy.CopyAsync(response.Content, maxBytes, destination, patience.Token);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"GitHub did not send all of {request.RequestUri} within {CopyTimeout}.", problem);
        }
    }

    /// <exception cref="GitHubApiException">The answer is no redirection.</exception>
    public async Task<Uri> FindRedirectAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.OriginalString;
        using var client = http.CreateClient(HttpClientName);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var isRedirect = response.StatusCode is HttpStatusCode.Found or HttpStatusCode.TemporaryRedirect;
        return isRedirect && response.Headers.Location is { IsAbsoluteUri: true } target
            ? target
            : throw await RefusalAsync(request, path, response, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.OriginalString;
        using var client = http.CreateClient(HttpClientName);
        var response = await client.SendAsync(request, completion, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await RefusalAsync(request, path, response, cancellationToken);
        }
    }

    private static async Task<GitHubApiException> RefusalAsync(
        HttpRequestMessage request, string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        var words = await ReadMessageAsync(response, cancellationToken);
        return new GitHubApiException(
            status, $"GitHub answered {request.Method} {path} with {(int)status} {response.ReasonPhrase}{words}");
    }

    private static async Task<string> ReadMessageAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return body.RootElement.GetProperty("message").GetString() is { Length: > 0 } message
                ? $": {(message.Length > MaxMessageLength ? message[..MaxMessageLength] : message)}"
                : ".";
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return ".";
        }
    }
}
