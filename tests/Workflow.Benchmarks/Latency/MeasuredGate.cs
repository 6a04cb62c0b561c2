using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Workflow.Adapters.StandardWebhooks;
using Workflow.IntegrationTests.Loopback;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Teams;
using Workflow.LocalHost.Local.Teams.Inbox;

namespace Workflow.Benchmarks.Latency;

/// <summary>The whole gate, a pipeline that takes its callbacks, and the seniors who are asked: enough that no chat is full.</summary>
internal sealed class MeasuredGate : IAsyncDisposable
{
    private static readonly string[] Seniors =
        [.. Enumerable.Range(1, 30).Select(number => $"6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c{number:00}")];

    private static readonly string Secret = "whsec_" + Convert.ToBase64String(Encoding.UTF8.GetBytes("a secret of 32 bytes for tests.."));

    private readonly GateHost host;
    private readonly WebApplication pipeline;
    private readonly HttpClient http;
    private readonly string repository;
    private readonly (string Base, string Head) commits;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> callbacks;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<(long At, string Senior, InboxCard Card)>> cards = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watching;

    private MeasuredGate(
        GateHost host,
        WebApplication pipeline,
        Uri url,
        string repository,
        (string Base, string Head) commits,
        ConcurrentDictionary<string, TaskCompletionSource<long>> callbacks)
    {
        (this.host, this.pipeline, this.repository, this.commits, this.callbacks) = (host, pipeline, repository, commits, callbacks);
        http = new HttpClient { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        watching = Task.WhenAll(Seniors.Select(WatchAsync));
    }

    public static async Task<MeasuredGate> StartAsync(string storage, string folder, CancellationToken cancellationToken)
    {
        var (repository, commits) = SmallRepository.Create(Path.Combine(folder, "repository"));
        ConcurrentDictionary<string, TaskCompletionSource<long>> callbacks = new();
        var pipeline = await ListenAsync(callbacks);
        string[] people =
        [
            "people:",
            "  - { id: ada, name: Ada Byron, level: junior, emails: [ada@example.com] }",
            .. Seniors.Select((id, place) => $"  - {{ id: senior-{place}, name: Senior {place}, level: senior, objectId: {id} }}"),
        ];
        await File.WriteAllLinesAsync(Path.Combine(folder, "people.yaml"), people, cancellationToken);
        var url = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        var host = await GateHost.StartAsync(
            new GateHostOptions(url)
            {
                DataFolder = Path.Combine(folder, "data"),
                LogFile = Path.Combine(folder, "gate.log"),
                Settings = new Dictionary<string, string?>
                {
                    ["Storage:ConnectionString"] = storage,
                    ["Storage:TablePrefix"] = "Latency",
                    ["LocalTeams:Enabled"] = "true",
                    ["Files:People"] = Path.Combine(folder, "people.yaml"),
                    ["Git:AllowedRoots:0"] = folder,
                    ["StandardWebhooks:Secrets:0"] = Secret,
                    ["StandardWebhooks:AllowedCallbackOrigins:0"] = pipeline.Urls.First(),
                },
            },
            cancellationToken);
        return new MeasuredGate(host, pipeline, url, repository, commits, callbacks);
    }

    /// <returns>From the webhook's dispatch to the card, and from the click to the callback.</returns>
    public async Task<(TimeSpan ToCard, TimeSpan ToCallback)> ReviewAsync(string id, CancellationToken cancellationToken)
    {
        var carded = cards.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var called = callbacks.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var requested = Stopwatch.GetTimestamp();
        await RequestAsync(id, cancellationToken);
        var (at, senior, card) = await carded.Task.WaitAsync(cancellationToken);
        var clicked = Stopwatch.GetTimestamp();
        await new LocalTeamsUser(http, senior).PressAsync(card, "approve", null, cancellationToken);
        var answered = await called.Task.WaitAsync(cancellationToken);
        return (Stopwatch.GetElapsedTime(requested, at), Stopwatch.GetElapsedTime(clicked, answered));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        await host.DisposeAsync();
        await pipeline.DisposeAsync();
        stopping.Dispose();
    }

    private static async Task<WebApplication> ListenAsync(ConcurrentDictionary<string, TaskCompletionSource<long>> callbacks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{LoopbackPort.FindFree()}");
        var pipeline = builder.Build();
        pipeline.MapPost("/answers/{id}", (string id) =>
        {
            callbacks.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(Stopwatch.GetTimestamp());
            return Results.NoContent();
        });
        await pipeline.StartAsync();
        return pipeline;
    }

    private async Task RequestAsync(string id, CancellationToken cancellationToken)
    {
        var at = DateTimeOffset.UtcNow;
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            type = "deployment.requested",
            timestamp = at,
            data = new
            {
                id,
                service = id,
                environment = "production",
                repository = new { kind = "git", location = repository },
                commits = new { @base = commits.Base, head = commits.Head },
                requester = new { email = "ada@example.com" },
                callbackUrl = $"{pipeline.Urls.First()}/answers/{id}",
            },
        });
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/standard")
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add(StandardWebhookSignature.IdHeader, $"msg-{id}");
        request.Headers.Add(StandardWebhookSignature.TimestampHeader, at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(StandardWebhookSignature.SignatureHeader, StandardWebhookSignature.Sign(Secret, $"msg-{id}", at, body));
        using var response = await http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Notes when each review's card is first there to be read: found by the service, which is named like the review.</summary>
    private async Task WatchAsync(string senior)
    {
        HashSet<string> seen = [];
        await foreach (var chat in new LocalTeamsUser(http, senior).WatchCardsAsync(stopping.Token))
        {
            var at = Stopwatch.GetTimestamp();
            foreach (var card in chat.Where(card => card.AsksForDecision && seen.Add(card.ActivityId)))
            {
                var id = card.Summary!.Split(' ').First(word => word.StartsWith(LatencyRun.Prefix, StringComparison.Ordinal));
                cards.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult((at, senior, card));
            }
        }
    }
}
