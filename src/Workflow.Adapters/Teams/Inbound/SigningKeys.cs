using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>
/// The keys that inbound tokens are signed with. Read again every day, and when a token names an unknown key, because keys roll over
/// without notice; not more often than once in <see cref="MinimumInterval"/>, because anybody can name unknown keys.
/// </summary>
internal sealed class SigningKeys(IHttpClientFactory clients, IOptions<TeamsOptions> options, TimeProvider time) : IDisposable
{
    /// <summary>Name of the HTTP client that reads the metadata.</summary>
    public const string ClientName = "Teams.OpenId";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan MinimumInterval = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim gate = new(1, 1);
    private IReadOnlyList<SecurityKey> keys = [];
    private DateTimeOffset? readAt;

    /// <returns>The key, or null where the issuer has no such key.</returns>
    /// <exception cref="IOException">The issuer's metadata could not be read.</exception>
    /// <exception cref="InvalidOperationException">The issuer's metadata is not what OpenID describes.</exception>
    public async Task<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var age = time.GetUtcNow() - readAt;
            if (age is null || age > Lifetime || (Find(keyId) is null && age >= MinimumInterval))
            {
                keys = await ReadAsync(cancellationToken);
                readAt = time.GetUtcNow();
            }

            return Find(keyId);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private SecurityKey? Find(string keyId) => keys.FirstOrDefault(key => key.KeyId == keyId);

    private async Task<IReadOnlyList<SecurityKey>> ReadAsync(CancellationToken cancellationToken)
    {
        var address = options.Value.OpenIdMetadataUrl;
        using var client = clients.CreateClient(ClientName);
        var documents = new HttpDocumentRetriever(client) { RequireHttps = !address.IsLoopback };
        var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(address.AbsoluteUri, documents, cancellationToken);
        return [.. metadata.JsonWebKeySet?.Keys ?? []];
    }
}
