using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using MimeKit;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.Graph;

/// <summary>
/// Entra ID and Microsoft Graph over loopback HTTP, as far as the gate uses them. It refuses what the real ones refuse: a wrong token, a
/// query of an index without its header, an unknown property, a batch that is too large.
/// </summary>
internal sealed class FakeGraph : IAsyncDisposable
{
    public const string Tenant = "7a1b0c2d-1111-4222-8333-444455556666";
    public const string ClientId = "5b0d1c1e-3333-4444-8555-666677778888";
    public const string Secret = "a secret of the test";

    /// <summary>The one mailbox that the application may send from.</summary>
    public const string Mailbox = "gate@example.com";

    private const string SendMail = "/sendMail";
    private const string Root = "/v1.0/";
    private const int MaxBatch = 20;
    private const int MaxPresences = 650;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<(int Status, string? RetryAfter)>> refusals = new();
    private LoopbackServer? server;
    private int tokens;

    private FakeGraph() => Teamwork = new FakeTeamwork(People, Granted);

    public FakeTenant People { get; } = new();

    public FakeTeamwork Teamwork { get; }

    /// <summary>What the application was granted; without a permission Graph denies what needs it.</summary>
    public HashSet<string> Granted { get; } = ["User.Read.All", "GroupMember.Read.All"];

    /// <summary>How every call is refused; null for not.</summary>
    public int? Outage { get; set; }

    public Uri Address => server!.Address;

    public int TokensIssued => tokens;

    /// <summary>Calls as method and path below the root, without their queries; those in batches begin with <c>batched</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The mails that were taken.</summary>
    public ConcurrentQueue<MimeMessage> Mails { get; } = new();

    public static async Task<FakeGraph> StartAsync()
    {
        var fake = new FakeGraph();
        fake.server = await LoopbackServer.StartAsync(fake.AnswerAsync);
        fake.People.Root = $"{fake.Address}v1.0";
        return fake;
    }

    /// <summary>The next question for a path below the root is refused, alone or in a batch.</summary>
    public void RefuseNext(string path, int status, string? retryAfter = null) =>
        refusals.GetOrAdd(path, _ => new()).Enqueue((status, retryAfter));

    public async ValueTask DisposeAsync() => await server!.DisposeAsync();

    private Task AnswerAsync(HttpContext context, ReceivedRequest request)
    {
        if (request.Target.StartsWith($"/{Tenant}/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            return Results.Json(Grant(request)).ExecuteAsync(context);
        }

        if (request.Header("Authorization") != $"Bearer token-{tokens}" || !request.Target.StartsWith(Root, StringComparison.Ordinal))
        {
            return Results.Json(FakeTenant.Error("InvalidAuthenticationToken"), statusCode: 401).ExecuteAsync(context);
        }

        var path = request.Target[Root.Length..];
        if (path.EndsWith(SendMail, StringComparison.Ordinal))
        {
            return AnswerMailAsync(context, request, path);
        }

        if (FakeTeamwork.IsAbout(path))
        {
            Calls.Enqueue($"{request.Method} {path}");
            var refusal = Refusal(path);
            context.Response.Headers.RetryAfter = refusal?.RetryAfter;
            var (status, body) = refusal is { } some ? (some.Status, some.Body) : Teamwork.Answer(request, path);
            return (body is null ? Results.StatusCode(status) : Results.Json(body, statusCode: status)).ExecuteAsync(context);
        }

        if (path.EndsWith("/photos/48x48/$value", StringComparison.Ordinal) && Refusal(path) is null)
        {
            Calls.Enqueue($"{request.Method} {path}");
            return (People.PhotoOf(path.Split('/')[1]) is { } photo
                ? Results.Bytes(photo, "image/jpeg")
                : Results.Json(FakeTenant.Error("ImageNotFound"), statusCode: 404)).ExecuteAsync(context);
        }

        var isBatch = path == "$batch";
        var answer = Refusal(PathOf(path)) ?? (isBatch ? AnswerBatch(request)
            : path == "communications/getPresencesByUserId" ? AnswerPresences(request)
            : AnswerOne(request.Method, path, request.Header));
        Calls.Enqueue($"{request.Method} {PathOf(path)}");
        if (answer.RetryAfter is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds;
        }

        return Results.Json(answer.Body, statusCode: answer.Status).ExecuteAsync(context);
    }

    /// <summary>Takes a mail as MIME: base64 of it, announced as plain text.</summary>
    private async Task AnswerMailAsync(HttpContext context, ReceivedRequest request, string path)
    {
        Calls.Enqueue($"{request.Method} {path}");
        if (Refusal(path) is var (status, body, seconds))
        {
            if (seconds is not null)
            {
                context.Response.Headers.RetryAfter = seconds;
            }

            await Results.Json(body, statusCode: status).ExecuteAsync(context);
            return;
        }

        if (request.Method != "POST" || request.Header("Content-Type") != "text/plain" || path != $"users/{Mailbox}{SendMail}")
        {
            await Results.Json(FakeTenant.Error("ErrorInvalidRequest"), statusCode: 400).ExecuteAsync(context);
            return;
        }

        var message = await MimeMessage.LoadAsync(new MemoryStream(Convert.FromBase64String(request.Text)));
        if (message.To.Mailboxes.Any(mailbox => mailbox.Address.StartsWith("nobody@", StringComparison.Ordinal)))
        {
            await Results.Json(FakeTenant.Error("ErrorInvalidRecipients"), statusCode: 400).ExecuteAsync(context);
            return;
        }

        Mails.Enqueue(message);
        await Results.StatusCode(202).ExecuteAsync(context);
    }

    private object Grant(ReceivedRequest request)
    {
        var form = QueryHelpers.ParseQuery(request.Text);
        Assert.Equal("client_credentials", form["grant_type"]);
        Assert.Equal(ClientId, form["client_id"]);
        Assert.Equal(Secret, form["client_secret"]);
        Assert.Contains($"{Address}.default", form["scope"].ToString().Split(' '));
        return new { token_type = "Bearer", expires_in = 3600, access_token = $"token-{Interlocked.Increment(ref tokens)}" };
    }

    private (int Status, object Body, string? RetryAfter) AnswerBatch(ReceivedRequest request)
    {
        var questions = request.Json.GetProperty("requests").EnumerateArray().ToList();
        if (request.Method != "POST" || questions.Count is 0 or > MaxBatch
            || questions.DistinctBy(one => one.GetProperty("id").GetString()).Count() != questions.Count)
        {
            return (400, FakeTenant.Error("BadRequest"), null);
        }

        return (200, new { responses = questions.Select(AnswerBatched).Reverse().ToList() }, null);
    }

    private (int Status, object Body, string? RetryAfter) AnswerPresences(ReceivedRequest request)
    {
        if (!Granted.Contains("Presence.Read.All"))
        {
            return (403, FakeTenant.Error("Forbidden"), null);
        }

        var ids = request.Json.GetProperty("ids").EnumerateArray().Select(id => id.GetString()!).ToList();
        return request.Method != "POST" || ids.Count is 0 or > MaxPresences || ids.Distinct().Count() != ids.Count
            ? (400, FakeTenant.Error("BadRequest"), null)
            : (200, new { value = ids.Select(People.PresenceOf).OfType<object>().ToList() }, null);
    }

    private object AnswerBatched(JsonElement question)
    {
        var path = question.GetProperty("url").GetString()!.TrimStart('/');
        var headers = question.TryGetProperty("headers", out var some)
            ? some.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : [];
        Assert.DoesNotContain("Authorization", headers.Keys, StringComparer.OrdinalIgnoreCase);
        Calls.Enqueue($"batched {PathOf(path)}");
        var answer = Refusal(PathOf(path))
            ?? AnswerOne(question.GetProperty("method").GetString()!, path, name => headers.GetValueOrDefault(name));
        Dictionary<string, string> answered = new() { ["Content-Type"] = "application/json" };
        if (answer.RetryAfter is { } seconds)
        {
            answered["Retry-After"] = seconds;
        }

        return new { id = question.GetProperty("id").GetString(), status = answer.Status, headers = answered, body = answer.Body };
    }

    private (int Status, object Body, string? RetryAfter) AnswerOne(string method, string pathAndQuery, Func<string, string?> header)
    {
        var query = QueryHelpers.ParseQuery(new Uri($"http://graph/{pathAndQuery}").Query);
        var permission = PathOf(pathAndQuery).EndsWith("/mailboxSettings", StringComparison.Ordinal) ? "MailboxSettings.Read" : "User.Read.All";
        var (status, body) = !Granted.Contains(permission)
            ? (403, FakeTenant.Error("ErrorAccessDenied"))
            : method == "GET"
            ? People.Answer(
                PathOf(pathAndQuery), query.ToDictionary(one => one.Key, one => one.Value.ToString()), header("ConsistencyLevel"))
            : (405, FakeTenant.Error("MethodNotAllowed"));
        return (status, body, null);
    }

    private (int Status, object Body, string? RetryAfter)? Refusal(string path)
    {
        if (Outage is { } status)
        {
            return (status, FakeTenant.Error("Outage"), "3600");
        }

        return refusals.TryGetValue(path, out var some) && some.TryDequeue(out var refusal)
            ? (refusal.Status, FakeTenant.Error("TooManyRequests"), refusal.RetryAfter)
            : null;
    }

    private static string PathOf(string pathAndQuery) => pathAndQuery.Split('?')[0];
}
