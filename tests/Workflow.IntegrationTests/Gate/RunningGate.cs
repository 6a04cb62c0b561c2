using System.Globalization;
using System.Text;
using Workflow.Adapters.StandardWebhooks;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Hosting;

namespace Workflow.IntegrationTests.Gate;

/// <summary>The whole gate in this process, on the shared Azurite, with a pipeline that takes its answers.</summary>
internal sealed class RunningGate : IAsyncDisposable
{
    public static readonly string Secret = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("a secret of 32 bytes for tests.."));

    private readonly DirectoryInfo folder;
    private readonly GateHost host;
    private readonly TaskCompletionSource<ReceivedRequest> answer;

    private RunningGate(GateHost host, LoopbackServer pipeline, Uri url, DirectoryInfo folder, TaskCompletionSource<ReceivedRequest> answer)
    {
        this.host = host;
        this.folder = folder;
        this.answer = answer;
        Pipeline = pipeline;
        Http = new HttpClient { BaseAddress = url };
    }

    public HttpClient Http { get; }

    public LoopbackServer Pipeline { get; }

    /// <summary>The first callback.</summary>
    public Task<ReceivedRequest> AnswerAsync() => answer.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    public static async Task<RunningGate> StartAsync(AzuriteFixture azurite, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("gate-");
        var answer = new TaskCompletionSource<ReceivedRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        var pipeline = await LoopbackServer.StartAsync((context, request) =>
        {
            context.Response.StatusCode = 204;
            answer.TrySetResult(request);
            return Task.CompletedTask;
        });
        var url = GateFolder.NewUrl();
        var all = new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>())
        {
            ["Storage:ConnectionString"] = azurite.ConnectionString,
            ["Storage:TablePrefix"] = azurite.NewTablePrefix(),
            ["LocalTeams:Enabled"] = "true",
            ["StandardWebhooks:Secrets:0"] = Secret,
            ["StandardWebhooks:AllowedCallbackOrigins:0"] = pipeline.Address.GetLeftPart(UriPartial.Authority),
        };
        all.TryAdd("Git:AllowedRoots:0", folder.FullName);
        var host = await GateHost.StartAsync(
            new GateHostOptions(url) { DataFolder = folder.FullName, LogFile = Path.Combine(folder.FullName, "gate.log"), Settings = all },
            TestContext.Current.CancellationToken);
        return new RunningGate(host, pipeline, url, folder, answer);
    }

    /// <summary>A deployment request as JSON, in a repository that does not exist.</summary>
    public string Request(string id, string environment = "production") => $$"""
        {"type": "deployment.requested", "timestamp": "2026-01-31T12:00:00Z", "data": {
          "id": "{{id}}", "service": "shop", "environment": "{{environment}}",
          "repository": {"kind": "git", "location": "{{Path.Combine(folder.FullName, "none.git")}}"},
          "commits": {"base": "{{new string('a', 40)}}", "head": "{{new string('b', 40)}}"},
          "requester": {"email": "jun.rivera@example.com"},
          "callbackUrl": "{{Pipeline.Address}}answers" } }
        """;

    /// <summary>Delivers a webhook.</summary>
    /// <param name="signedAgo">How long ago it was signed.</param>
    /// <param name="alter">What happens to the request on the way.</param>
    public async Task<HttpResponseMessage> DeliverAsync(
        string body, string messageId = "msg-1", TimeSpan signedAgo = default, Action<HttpRequestMessage>? alter = null)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var at = DateTimeOffset.UtcNow - signedAgo;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/standard")
        {
            Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add("webhook-id", messageId);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", StandardWebhookSignature.Sign(Secret, messageId, at, bytes));
        alter?.Invoke(request);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
        await Pipeline.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
