using Microsoft.Extensions.Options;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>The token endpoint and the OpenID documents of the local authority.</summary>
internal static class AuthorityEndpoints
{
    private const string Scope = "https://api.botframework.com/.default";

    private static readonly string[] Algorithms = ["RS256"];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/token", IssueAsync);
        group.MapGet("/openid", (IOptions<LocalTeamsOptions> options) => TypedResults.Json(new
        {
            issuer = LocalAuthority.Issuer(options.Value.BaseUrl),
            jwks_uri = new Uri(options.Value.BaseUrl, "local/teams/keys").AbsoluteUri,
            id_token_signing_alg_values_supported = Algorithms,
        }));
        group.MapGet("/keys", (LocalAuthority authority) => TypedResults.Json(new { keys = new[] { authority.PublicKey() } }));
    }

    private static async Task<IResult> IssueAsync(
        HttpRequest request, LocalAuthority authority, IOptions<LocalTeamsOptions> options, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return TypedResults.BadRequest(new { error = "invalid_request" });
        }

        var form = await request.ReadFormAsync(cancellationToken);
        if (form["grant_type"] != "client_credentials" || form["scope"] != Scope)
        {
            return TypedResults.BadRequest(new { error = "unsupported_grant_type" });
        }

        return authority.TryIssueForConnector(form["client_id"], form["client_secret"], options.Value.BaseUrl) is { } token
            ? TypedResults.Json(new { token_type = "Bearer", expires_in = LocalAuthority.TokenSeconds, access_token = token })
            : TypedResults.Json(new { error = "invalid_client" }, statusCode: StatusCodes.Status401Unauthorized);
    }
}
