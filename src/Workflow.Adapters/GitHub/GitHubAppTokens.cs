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

    private readonly GitHubTransport _transport;
    private readonly GitHubOptions _options;
    private readonly TimeProvider _time;
    private readonly RSA _key = RSA.Create();
    private readonly SigningCredentials _credentials;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly ConcurrentDictionary<(GitHubRepository, GitHubAccess), InstallationToken> _tokens = new();

    public GitHubAppTokens(GitHubTransport transport, IOptions<GitHubOptions> options, TimeProvider time)
    {
        (_transport, _options, _time) = (transport, options.Value, time);
        _key.ImportFromPem(_options.PrivateKeyPem());

        // The shared cache of signature providers would outlive the key, and hand it to another owner of the same one.
        var key = new RsaSecurityKey(_key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        _credentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
    }

    /// <param name="callback">Names the installation and the repository's id, where a webhook told them.</param>
    public async Task<string> GetAsync(
        GitHubRepository repository, GitHubAccess access, GitHubCallback? callback, CancellationToken cancellationToken)
    {
        if (_tokens.TryGetValue((repository, access), out var known) && known.ExpiresAt - _time.GetUtcNow() > RestOfLife)
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
        _tokens[(repository, access)] = minted;
        return minted.Token;
    }

    /// <summary>Forgets a token that GitHub no longer takes.</summary>
    public void Forget(GitHubRepository repository, GitHubAccess access) => _tokens.TryRemove((repository, access), out _);

    public void Dispose() => _key.Dispose();

    private static Dictionary<string, object> Scope(GitHubRepository repository, GitHubAccess access, GitHubCallback? callback)
    {
        var permissions = access is GitHubAccess.Answer
            ? new Dictionary<string, string> { ["actions"] = "read", ["deployments"] = "write" }
            : new Dictionary<string, string> { ["actions"] = "read", ["contents"] = "read", ["deployments"] = "read" };
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
        return await _transport.SendAsync<T>(request, cancellationToken);
    }

    private string CreateAppToken()
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = _options.AppId.ToString(CultureInfo.InvariantCulture),
            IssuedAt = now - ClockSkew,
            Expires = now + AppTokenLifetime,
            SigningCredentials = _credentials,
        });
    }
}
