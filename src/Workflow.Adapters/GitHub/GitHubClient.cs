using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Workflow.Adapters.GitHub;

/// <summary>Calls the API on behalf of the App's installation in one repository.</summary>
internal sealed class GitHubClient(GitHubTransport transport, GitHubAppTokens tokens)
{
    /// <exception cref="GitHubApiException">GitHub refused.</exception>
    public async Task<T> GetAsync<T>(
        GitHubRepository repository, GitHubAccess access, GitHubCallback? callback, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        await AuthorizeAsync(request, repository, access, callback, cancellationToken);
        return await ForgettingAsync(() => transport.SendAsync<T>(request, cancellationToken), repository, access);
    }

    /// <summary>Copies what a path answers with, as it is.</summary>
    /// <returns>Whether it has no more than so many bytes; if it has, not all was copied.</returns>
    /// <exception cref="GitHubApiException">GitHub refused.</exception>
    public async Task<bool> CopyAsync(
        GitHubRepository repository,
        GitHubCallback? callback,
        string path,
        long maxBytes,
        Stream destination,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/vnd.github.raw+json");
        await AuthorizeAsync(request, repository, GitHubAccess.ReadChanges, callback, cancellationToken);
        return await ForgettingAsync(
            () => transport.CopyAsync(request, maxBytes, destination, cancellationToken), repository, GitHubAccess.ReadChanges);
    }

    /// <summary>Where a path redirects to. The URL may hold a signature: it is never shown or logged.</summary>
    /// <exception cref="GitHubApiException">GitHub refused, or redirects to nowhere.</exception>
    public async Task<Uri> GetRedirectAsync(
        GitHubRepository repository, GitHubCallback? callback, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        await AuthorizeAsync(request, repository, GitHubAccess.ReadChanges, callback, cancellationToken);
        return await ForgettingAsync(() => transport.FindRedirectAsync(request, cancellationToken), repository, GitHubAccess.ReadChanges);
    }

    /// <returns>The status line of the answer.</returns>
    /// <exception cref="GitHubApiException">GitHub refused.</exception>
    public async Task<string> PostAsync(
        GitHubCallback callback, string path, object content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = JsonContent.Create(content, options: GitHubJson.Options);
        var repository = callback.ParseRepository();
        await AuthorizeAsync(request, repository, GitHubAccess.Answer, callback, cancellationToken);
        using var response = await ForgettingAsync(
            () => transport.SendAsync(request, cancellationToken), repository, GitHubAccess.Answer);
        return $"{(int)response.StatusCode} {response.ReasonPhrase}";
    }

    private async Task AuthorizeAsync(
        HttpRequestMessage request,
        GitHubRepository repository,
        GitHubAccess access,
        GitHubCallback? callback,
        CancellationToken cancellationToken)
    {
        var token = await tokens.GetAsync(repository, access, callback, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    private async Task<T> ForgettingAsync<T>(Func<Task<T>> send, GitHubRepository repository, GitHubAccess access)
    {
        try
        {
            return await send();
        }
        catch (GitHubApiException refusal) when (refusal.Status is HttpStatusCode.Unauthorized)
        {
            // The next attempt gets a new token: this one may have been revoked before its time.
            tokens.Forget(repository, access);
            throw;
        }
    }
}
