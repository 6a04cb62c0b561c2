using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Workflow.Adapters.GitHub;

/// <summary>What a token is for: it gets no more permissions than that.</summary>
internal enum GitHubAccess
{
    ReadChanges,

    /// <summary>Apart from the other changes: GitHub mints no token at all where one of its permissions was not granted.</summary>
    ReadPullRequests,
    Answer,
}

/// <summary>
/// Gets installation tokens for one repository each (docs.github.com, "Authenticating as a GitHub App installation"). They are
/// kept in memory only.
/// </summary>
internal sealed class GitHubAppTokens : IDisposable
{
    private static readonly TimeSpan RestOfLife = TimeSpan.FromMinutes(5);

    // GitHub's clock may be behind: a token from the future is refused. It may live for 10 minutes at most.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AppTokenLifetime = TimeSpan.FromMinutes(8);

    private readonly GitHubTransport transport;
    private readonly GitHubOptions options;
    private readonly TimeProvider time;
    private readonly RSA key = RSA.Create();
    private readonly SigningCredentials credentials;
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ConcurrentDictionary<(GitHubRepository, GitHubAccess), InstallationToken> tokens = new();

    public GitHubAppTokens(GitHubTransport transport, IOptions<GitHubOptions> options, TimeProvider time)
    {
        this.transport = transport;
        this.options = options.Value;
        this.time = time;
        key.ImportFromPem(this.options.PrivateKeyPem());

        // The shared cache of signature providers would outlive the key, and hand it to another owner of the same one.
        var unshared = new RsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        credentials = new SigningCredentials(unshared, SecurityAlgorithms.RsaSha256);
    }

    /// <param name="callback">Names the installation and the repository's id, where a webhook told them.</param>
    public async Task<string> GetAsync(
        GitHubRepository repository, GitHubAccess access, GitHubCallback? callback, CancellationToken cancellationToken)
    {
        if (tokens.TryGetValue((repository, access), out var known) && known.ExpiresAt - time.GetUtcNow() > RestOfLife)
        {
            return known.Token;
        }

        var installation = callback?.InstallationId
            ?? (await SendAsync<Installation>(HttpMethod.Get, $"{repository.ApiPath}/installation", null, cancellationToken)).Id;
        var minted = await SendAsync<InstallationToken>(
            HttpMethod.Post,
            string.Create(CultureInfo.InvariantCulture, $"app/installations/{installation}/access_tokens"),
            Scope(repository, access, callback),
            cancellationToken);
        tokens[(repository, access)] = minted;
        return minted.Token;
    }

    /// <summary>Forgets a token that GitHub no longer takes.</summary>
    public void Forget(GitHubRepository repository, GitHubAccess access) => tokens.TryRemove((repository, access), out _);

    public void Dispose() => key.Dispose();

    private static Dictionary<string, object> Scope(GitHubRepository repository, GitHubAccess access, GitHubCallback? callback)
    {
        var permissions = access switch
        {
            GitHubAccess.Answer => new Dictionary<string, string> { ["actions"] = "read", ["deployments"] = "write" },
            GitHubAccess.ReadPullRequests => new Dictionary<string, string> { ["pull_requests"] = "read" },
            _ => new Dictionary<string, string> { ["actions"] = "read", ["contents"] = "read", ["deployments"] = "read" },
        };
        return new Dictionary<string, object>
        {
            ["permissions"] = permissions,
            [callback is null ? "repositories" : "repository_ids"] =
                callback is null ? new[] { repository.Name } : new[] { callback.RepositoryId },
        };
    }

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", CreateAppToken());
        request.Content = content is null ? null : JsonContent.Create(content, options: GitHubJson.Options);
        return await transport.SendAsync<T>(request, cancellationToken);
    }

    private string CreateAppToken()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.AppId.ToString(CultureInfo.InvariantCulture),
            IssuedAt = now - ClockSkew,
            Expires = now + AppTokenLifetime,
            SigningCredentials = credentials,
        });
    }
}
