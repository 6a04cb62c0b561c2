using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.GitHub;

/// <summary>
/// GitHub's API as far as the gate uses it, below <c>/api/v3</c>. It refuses what GitHub would refuse: a wrong token, a token
/// without the permission, a path that does not exist, a second answer.
/// </summary>
internal sealed class FakeGitHub : IAsyncDisposable
{
    public const string Root = "/api/v3/";
    public const string RunPath = Root + "repos/acme/web/actions/runs/30433642321";
    public const string Head = "2222222222222222222222222222222222222222";

    /// <summary>To be followed by the number of the page.</summary>
    public const string PullsPath = $"{Root}repos/acme/web/commits/{Head}/pulls?per_page=100&page=";

    private readonly Dictionary<string, (string Permission, object Body)> pages = [];
    private LoopbackServer? server;

    public FakeGitHubApp App { get; } = new();

    /// <summary>The commits that can be listed.</summary>
    public FakeGitHubHistory History { get; } = new();

    /// <summary>The answers that the run holds.</summary>
    public ConcurrentQueue<object> Approvals { get; } = new();

    /// <summary>How the next requests end before they are handled, by path; each is used once.</summary>
    public ConcurrentDictionary<string, Queue<Func<HttpContext, bool>>> Faults { get; } = new();

    public LoopbackServer Server => server!;

    public Uri ApiBaseUrl => new(Server.Address, Root.TrimStart('/'));

    public IEnumerable<string> Calls => Server.Requests.Select(request => request.ToString());

    public IReadOnlyList<ReceivedRequest> Answers =>
        [.. Server.Requests.Where(request => request.ToString() == $"POST {RunPath}/deployment_protection_rule")];

    public static async Task<FakeGitHub> StartAsync()
    {
        var gitHub = new FakeGitHub();
        gitHub.server = await LoopbackServer.StartAsync(gitHub.HandleAsync);
        gitHub.Serve("actions", RunPath, new { head_sha = Head, status = "waiting", run_started_at = "2026-01-31T11:00:00Z" });
        gitHub.Serve("pull_requests", PullsPath + "1", Array.Empty<object>());
        return gitHub;
    }

    /// <summary>Answers GETs of a path and query for tokens with this permission; bytes are the raw content of a file.</summary>
    public void Serve(string permission, string target, object body) => pages[target] = (permission, body);

    /// <summary>Adds a fault; it returns whether the request is to be handled all the same.</summary>
    public void Fail(string target, Func<HttpContext, bool> fault) => Faults.GetOrAdd(target, _ => new()).Enqueue(fault);

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private async Task HandleAsync(HttpContext context, ReceivedRequest request)
    {
        var asksForRaw = request.Header("Accept") == "application/vnd.github.raw+json";
        if (request.Header("User-Agent") is null || (!asksForRaw && request.Header("Accept") != "application/vnd.github+json")
            || request.Header("X-GitHub-Api-Version") != "2022-11-28")
        {
            await RefuseAsync(context, 400, "A header that the API asks for is missing");
            return;
        }

        if (Faults.TryGetValue(request.Target, out var faults) && faults.TryDequeue(out var fault) && !fault(context))
        {
            return;
        }

        var path = request.Target[Root.Length..];
        var status = (request.Method, path) switch
        {
            ("GET", "repos/acme/web/installation") => App.IsApp(request) ? 200 : 401,
            ("POST", FakeGitHubApp.TokenPath) => App.StatusForMint(request),
            ("POST", "repos/acme/web/actions/runs/30433642321/deployment_protection_rule") =>
                App.StatusFor(request, "deployments", "write"),
            ("GET", "repos/acme/web/actions/runs/30433642321/approvals") => App.StatusFor(request, "actions", "read"),
            ("GET", _) when FakeGitHubHistory.IsAbout(path) && !asksForRaw =>
                App.StatusFor(request, "contents", "read") is var refused and >= 400 ? refused : History.Answer(path).Status,
            ("GET", _) when pages.TryGetValue(request.Target, out var page) && page.Body is byte[] == asksForRaw => App.StatusFor(request, page.Permission, "read"),
            _ => 404,
        };
        await (status >= 400 ? RefuseAsync(context, status, "Refused by the fake") : AnswerAsync(context, request, path, status));
    }

    private Task AnswerAsync(HttpContext context, ReceivedRequest request, string path, int status)
    {
        if (request.Method == "POST" && path != FakeGitHubApp.TokenPath)
        {
            return TakeAnswerAsync(context, request.Json);
        }

        context.Response.StatusCode = status;
        if (pages.TryGetValue(request.Target, out var page) && page.Body is byte[] content)
        {
            return context.Response.Body.WriteAsync(content).AsTask();
        }

        return context.Response.WriteAsJsonAsync(path switch
        {
            FakeGitHubApp.TokenPath => App.Mint(request.Json),
            "repos/acme/web/installation" => new { id = FakeGitHubApp.Installation },
            _ when FakeGitHubHistory.IsAbout(path) => History.Answer(path).Body,
            _ when path.EndsWith("/approvals", StringComparison.Ordinal) => Approvals,
            _ => pages[request.Target].Body,
        });
    }

    private Task TakeAnswerAsync(HttpContext context, JsonElement answer)
    {
        var comment = answer.GetProperty("comment").GetString()!;
        var state = answer.GetProperty("state").GetString();
        if (state is not ("approved" or "rejected") || comment.Length > 1024
            || answer.GetProperty("environment_name").GetString() != "production"
            || Approvals.Any(known => JsonSerializer.Serialize(known).Contains("\"by\":\"app\"", StringComparison.Ordinal)))
        {
            return RefuseAsync(context, 422, "No such pending deployment");
        }

        Approvals.Enqueue(new { state, comment, by = "app" });
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { message });
    }
}
