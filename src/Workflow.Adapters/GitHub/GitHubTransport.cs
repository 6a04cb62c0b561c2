using System.Net.Http.Json;
using System.Text.Json;

namespace Workflow.Adapters.GitHub;

/// <summary>Sends calls to the API and turns refusals into exceptions with GitHub's own words.</summary>
internal sealed class GitHubTransport(IHttpClientFactory http)
{
    public const string HttpClientName = "github";

    private const int MaxMessageLength = 300;

    /// <exception cref="GitHubApiException">The answer is no success.</exception>
    public async Task<T> SendAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(request, cancellationToken);
        return await response.Content.ReadFromJsonAsync<T>(GitHubJson.Options, cancellationToken)
            ?? throw new GitHubApiException(response.StatusCode, $"GitHub answered {request.Method} {request.RequestUri} with null.");
    }

    /// <exception cref="GitHubApiException">The answer is no success.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.OriginalString;
        using var client = http.CreateClient(HttpClientName);
        var response = await client.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            var status = response.StatusCode;
            var words = await ReadMessageAsync(response, cancellationToken);
            throw new GitHubApiException(
                status, $"GitHub answered {request.Method} {path} with {(int)status} {response.ReasonPhrase}{words}");
        }
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
