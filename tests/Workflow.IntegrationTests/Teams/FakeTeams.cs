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

    /// <summary>The one channel in whose team the app is installed.</summary>
    public const string ChannelId = "19:reviews@thread.tacv2";

    private const string Connector = "/connector/";
    private const string Region = "emea/";
    private const string Chat = "a:chat/1";

    private readonly ConcurrentQueue<(int Status, string Body, string? RetryAfter)> failures = new();
    private readonly ConcurrentDictionary<string, string> activities = new();
    private readonly ConcurrentDictionary<string, string> conversations = new();
    private LoopbackServer? server;
    private volatile string? member;
    private int tokens;

    public RSA Key { get; private set; } = RSA.Create(2048);

    public string KeyId { get; private set; } = "key-1";

    public string[] Endorsements { get; set; } = ["msteams"];

    public Uri Address => server!.Address;

    public string ServiceUrl => $"{Address}connector/";

    /// <summary>The same Bot Connector under its region's address.</summary>
    public string RegionalUrl => $"{ServiceUrl}{Region}";

    /// <summary>Whether the person with an object id has the app.</summary>
    public Func<string, bool> HasApp { get; set; } = _ => true;

    public int TokensIssued => tokens;

    public IEnumerable<ReceivedRequest> Calls => server!.Requests.Where(request => request.Target.StartsWith(Connector, StringComparison.Ordinal));

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
        _ => AnswerConnector(context, request).ExecuteAsync(context),
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

    private IResult AnswerConnector(HttpContext context, ReceivedRequest request)
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

        var path = request.Target[Connector.Length..];
        return (request.Method, (path.StartsWith(Region, StringComparison.Ordinal) ? path[Region.Length..] : path).Split('/')) switch
        {
            ("POST", ["v3", "conversations"]) => Create(request.Json),
            (_, ["v3", "conversations", var chat, ..]) when Uri.UnescapeDataString(chat) == Chat && member is { } one && !HasApp(one) =>
                Error(403, "BotNotInConversationRoster"),
            ("POST", ["v3", "conversations", var chat, "activities"]) when Uri.UnescapeDataString(chat) == Chat => Send(Chat, request.Json),
            ("PUT", ["v3", "conversations", var chat, "activities", var id]) => Update(Uri.UnescapeDataString(chat), id, request.Json),
            _ => Error(404, "ConversationNotFound"),
        };
    }

    private IResult Create(JsonElement body)
    {
        var isOurs = body.GetProperty("bot").GetProperty("id").GetString() == AppId && body.GetProperty("tenantId").GetString() == Tenant;
        return !isOurs ? Error(400, "BadSyntax") : body.GetProperty("isGroup").GetBoolean() ? Post(body) : CreateChat(body);
    }

    private IResult CreateChat(JsonElement body)
    {
        var who = Assert.Single(body.GetProperty("members").EnumerateArray()).GetProperty("id").GetString();
        if (!Guid.TryParse(who, out _) || body.GetProperty("channelData").GetProperty("tenant").GetProperty("id").GetString() != Tenant)
        {
            return Error(400, "BadSyntax");
        }

        if (!HasApp(who))
        {
            return Error(403, "BotNotInConversationRoster");
        }

        member = who;
        return Results.Json(new { id = Chat }, statusCode: 201);
    }

    /// <summary>A thread of a channel begins with its first message, and has no members.</summary>
    private IResult Post(JsonElement body)
    {
        if (body.TryGetProperty("members", out _)
            || !body.TryGetProperty("activity", out var activity) || !IsMessage(activity)
            || !body.TryGetProperty("channelData", out var data) || !data.TryGetProperty("channel", out var channel))
        {
            return Error(400, "BadSyntax");
        }

        if (channel.GetProperty("id").GetString() != ChannelId)
        {
            return Error(403, "BotNotInConversationRoster");
        }

        var activityId = Keep(activity, id => $"{ChannelId};messageid={id}");
        return Results.Json(new { id = conversations[activityId], activityId }, statusCode: 201);
    }

    private IResult Send(string conversation, JsonElement body) => IsMessage(body)
        ? Results.Json(new { id = Keep(body, _ => conversation) }, statusCode: 201)
        : Error(400, "BadSyntax");

    private string Keep(JsonElement body, Func<string, string> conversation)
    {
        var id = $"activity-{activities.Count + 1}";
        conversations[id] = conversation(id);
        activities[id] = body.GetRawText();
        return id;
    }

    private IResult Update(string conversation, string id, JsonElement body)
    {
        if (!activities.ContainsKey(id) || conversations[id] != conversation)
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
