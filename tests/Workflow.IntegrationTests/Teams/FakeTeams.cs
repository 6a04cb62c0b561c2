using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.Teams;

/// <summary>Microsoft's side over loopback HTTP: authority, OpenID documents and Bot Connector. Refuses what the real ones refuse.</summary>
internal sealed class FakeTeams : IAsyncDisposable
{
    public const string AppId = "app-1";
    public const string Tenant = "tenant-1";
    public const string Secret = "a secret of the test";
    public const string Issuer = "https://issuer.example";

    private readonly ConcurrentQueue<(int Status, string Body, string? RetryAfter)> failures = new();
    private readonly ConcurrentDictionary<string, string> activities = new();
    private LoopbackServer? server;
    private int tokens;

    public RSA Key { get; private set; } = RSA.Create(2048);

    public string KeyId { get; private set; } = "key-1";

    public string[] Endorsements { get; set; } = ["msteams"];

    public Uri Address => server!.Address;

    public string ServiceUrl => $"{Address}connector/";

    public int TokensIssued => tokens;

    public IEnumerable<ReceivedRequest> Calls => server!.Requests.Where(request => request.Target.StartsWith("/connector/", StringComparison.Ordinal));

    public IReadOnlyDictionary<string, string> Activities => activities;

    public static async Task<FakeTeams> StartAsync()
    {
        var fake = new FakeTeams();
        fake.server = await LoopbackServer.StartAsync(fake.AnswerAsync);
        return fake;
    }

    /// <summary>The next connector call is answered so.</summary>
    public void FailNext(int status, string code, string? retryAfter = null) =>
        failures.Enqueue((status, JsonSerializer.Serialize(new { error = new { code, message = "as the test wants it" } }), retryAfter));

    public void RollKeyOver()
    {
        Key = RSA.Create(2048);
        KeyId = "key-2";
    }

    /// <summary>A token as the Bot Connector sends it, with what a test changes about it.</summary>
    public string Token(DateTimeOffset at, Action<SecurityTokenDescriptor>? change = null)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = AppId,
            NotBefore = at.UtcDateTime,
            Expires = at.UtcDateTime.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = ServiceUrl },
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(Key) { KeyId = KeyId }, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(descriptor);
        return "Bearer " + new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync() => await server!.DisposeAsync();

    private Task AnswerAsync(HttpContext context, ReceivedRequest request) => request.Target switch
    {
        "/token" => Results.Json(Grant(request)).ExecuteAsync(context),
        "/openid" => Results.Json(new { issuer = Issuer, jwks_uri = $"{Address}keys" }).ExecuteAsync(context),
        "/keys" => Results.Json(new { keys = new[] { PublicKey() } }).ExecuteAsync(context),
        _ => Connector(context, request).ExecuteAsync(context),
    };

    private object Grant(ReceivedRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Text);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal(AppId, form["client_id"]);
        Assert.Equal(Secret, form["client_secret"]);
        Assert.Equal("https://api.botframework.com/.default", form["scope"]);
        return new { token_type = "Bearer", expires_in = 3600, access_token = $"token-{Interlocked.Increment(ref tokens)}" };
    }

    private object PublicKey()
    {
        var parameters = Key.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Base64UrlEncoder.Encode(parameters.Modulus!), Base64UrlEncoder.Encode(parameters.Exponent!));
        return new { kty = "RSA", use = "sig", kid = KeyId, n, e, endorsements = Endorsements };
    }

    private IResult Connector(HttpContext context, ReceivedRequest request)
    {
        if (request.Header("Authorization") is not { } authorization || !authorization.StartsWith("Bearer token-", StringComparison.Ordinal))
        {
            return Error(401, "Unauthorized");
        }

        if (failures.TryDequeue(out var failure))
        {
            if (failure.RetryAfter is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds;
            }

            return Results.Text(failure.Body, "application/json", statusCode: failure.Status);
        }

        if (request.Body.Length > 28 * 1024)
        {
            return Error(413, "MessageSizeTooBig");
        }

        var body = request.Json;
        return (request.Method, request.Target) switch
        {
            ("POST", "/connector/v3/conversations") => Create(body),
            ("POST", "/connector/v3/conversations/a:chat%2F1/activities") => Send(body),
            ("PUT", _) => Update(request.Target.Split('/')[^1], body),
            _ => Error(404, "ConversationNotFound"),
        };
    }

    private static IResult Create(JsonElement body)
    {
        var member = Assert.Single(body.GetProperty("members").EnumerateArray());
        var isRight = Guid.TryParse(member.GetProperty("id").GetString(), out _)
            && body.GetProperty("bot").GetProperty("id").GetString() == AppId
            && !body.GetProperty("isGroup").GetBoolean()
            && body.GetProperty("tenantId").GetString() == Tenant
            && body.GetProperty("channelData").GetProperty("tenant").GetProperty("id").GetString() == Tenant;
        return isRight ? Results.Json(new { id = "a:chat/1" }, statusCode: 201) : Error(400, "BadSyntax");
    }

    private IResult Send(JsonElement body)
    {
        if (!IsMessage(body))
        {
            return Error(400, "BadSyntax");
        }

        var id = $"activity-{activities.Count + 1}";
        activities[id] = body.GetRawText();
        return Results.Json(new { id }, statusCode: 201);
    }

    private IResult Update(string id, JsonElement body)
    {
        if (!activities.ContainsKey(id))
        {
            return Error(404, "ActivityNotFoundInConversation");
        }

        if (!IsMessage(body) || body.GetProperty("id").GetString() != id)
        {
            return Error(400, "BadSyntax");
        }

        activities[id] = body.GetRawText();
        return Results.Json(new { id });
    }

    private static bool IsMessage(JsonElement body)
    {
        var hasText = body.TryGetProperty("text", out _);
        var hasCard = body.TryGetProperty("attachments", out var attachments)
            && attachments.EnumerateArray().Single().GetProperty("content").GetProperty("version").GetString() == "1.5"
            && body.GetProperty("summary").GetString() is { Length: > 0 };
        return body.GetProperty("type").GetString() == "message"
            && body.GetProperty("from").GetProperty("id").GetString() == AppId
            && hasText != hasCard;
    }

    private static IResult Error(int status, string code) =>
        Results.Json(new { error = new { code, message = "refused by the fake" } }, statusCode: status);
}
