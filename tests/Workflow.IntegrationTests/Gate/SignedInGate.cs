using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using Microsoft.Playwright;
using MimeKit;
using Workflow.Adapters.StandardWebhooks;
using Workflow.IntegrationTests.Git;
using Workflow.IntegrationTests.Inbox;
using Workflow.IntegrationTests.Loopback;

namespace Workflow.IntegrationTests.Gate;

/// <summary>
/// The gate as a process that finds itself in Azure, behind an authentication that the browser's headers stand in for: one deployment that
/// needs the approvals of both seniors, who are asked by card and by mail.
/// </summary>
internal sealed partial class SignedInGate : IAsyncDisposable
{
    private const string Tenant = "0c1d5f1e-52f2-4a0e-9f3b-6a2b7d1c0001";

    private const string People = $$"""
        people:
          - { id: grace, name: Grace Hopper, level: senior, objectId: {{Journey.Grace}}, emails: [grace@example.com] }
          - { id: barbara, name: Barbara Liskov, level: senior, objectId: {{Journey.Barbara}}, emails: [barbara@example.com] }
          - { id: ada, name: Ada Byron, level: junior, objectId: {{Journey.Ada}}, emails: [ada@example.com] }
        """;

    private const string Policy = """
        name: By two
        environments: { production: { protected: true } }
        ladders: { both: [{ step: both, ask: senior, people: 2, wait: 2h, channel: card-and-mail }] }
        default: { approvals: 2, level: senior, ladder: both }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly GateFolder folder = new();
    private readonly GitSandbox repository = new();
    private readonly TaskCompletionSource<ReceivedRequest> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LoopbackServer? pipeline;
    private GateProcess? process;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The commit that is to be deployed.</summary>
    public string Head { get; private set; } = "";

    /// <summary>As browsers write it.</summary>
    public string Origin => folder.Url.GetLeftPart(UriPartial.Authority);

    private string Mails => Path.Combine(folder.Path, "mail");

    public static async Task<SignedInGate> BeginAsync(AzuriteFixture azurite)
    {
        var gate = new SignedInGate();
        await gate.StartAsync(azurite);
        await gate.RequestAsync();
        return gate;
    }

    /// <summary>A browser in which somebody is signed in.</summary>
    /// <param name="objectId">Null for nobody.</param>
    public async Task<IPage> SignInAsync(string? objectId)
    {
        var context = await browser!.NewContextAsync(new() { ViewportSize = new() { Width = 390, Height = 844 } });
        if (objectId is not null)
        {
            var principal = new { auth_typ = "aad", claims = new[] { Claim("tid", Tenant), Claim("oid", objectId) } };
            await context.SetExtraHTTPHeadersAsync(new Dictionary<string, string>
            {
                ["X-MS-CLIENT-PRINCIPAL"] = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(principal)),
            });
        }

        return await context.NewPageAsync();
    }

    /// <summary>The decision link of the mail that somebody got.</summary>
    public async Task<string> LinkOfAsync(string address)
    {
        var arrived = Channel.CreateUnbounded<string>();
        using var watcher = new FileSystemWatcher(Mails, "*.eml");
        watcher.Renamed += (_, change) => arrived.Writer.TryWrite(change.FullPath);
        watcher.EnableRaisingEvents = true;
        foreach (var file in Directory.EnumerateFiles(Mails, "*.eml"))
        {
            arrived.Writer.TryWrite(file);
        }

        using var limit = new CancellationTokenSource(Limit);
        await foreach (var file in arrived.Reader.ReadAllAsync(limit.Token))
        {
            var mail = await MimeMessage.LoadAsync(file, limit.Token);
            var link = DecisionLink().Match(mail.TextBody ?? "");
            if (link.Success && mail.To.Mailboxes.Any(mailbox => mailbox.Address == address))
            {
                return link.Value;
            }
        }

        throw new InvalidOperationException($"No mail with a link came to {address}.");
    }

    /// <summary>How often the pipeline was answered so far.</summary>
    public int CountAnswers() => pipeline!.Requests.Count;

    /// <summary>The explanation that the pipeline is given.</summary>
    public async Task<string> AnswerAsync() =>
        (await answer.Task.WaitAsync(Limit)).Json.GetProperty("data").GetProperty("explanation").GetString()!;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }

        if (pipeline is not null)
        {
            await pipeline.DisposeAsync();
        }

        repository.Dispose();
        folder.Dispose();
    }

    private async Task StartAsync(AzuriteFixture azurite)
    {
        Directory.CreateDirectory(Mails);
        pipeline = await LoopbackServer.StartAsync((context, request) =>
        {
            context.Response.StatusCode = 204;
            answer.TrySetResult(request);
            return Task.CompletedTask;
        });
        process = GateProcess.Start(folder, "serve", new Dictionary<string, string>
        {
            ["WEBSITE_SITE_NAME"] = "gate",
            ["WEBSITE_AUTH_ENABLED"] = "true",
            ["Access__SignIn"] = "AppService",
            ["Access__TenantId"] = Tenant,
            ["DecisionLinks__Key"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("a key of 32 bytes for the tests.")),
            ["Storage__ConnectionString"] = azurite.ConnectionString,
            ["Storage__TablePrefix"] = azurite.NewTablePrefix(),
            ["StandardWebhooks__Secrets__0"] = RunningGate.Secret,
            ["StandardWebhooks__AllowedCallbackOrigins__0"] = pipeline.Address.GetLeftPart(UriPartial.Authority),
            ["LocalTeams__Enabled"] = "true",
            ["Git__AllowedRoots__0"] = repository.Root,
            ["Files__People"] = folder.File("people.yaml", People),
            ["Files__Policy"] = folder.File("policy.yaml", Policy),
        });
        if (await process.FindLineAsync(line => line.Contains("Application started", StringComparison.Ordinal)) is null)
        {
            throw new InvalidOperationException($"The gate did not start: {(await process.WaitAsync()).Errors}");
        }

        playwright = await Playwright.CreateAsync();
        browser = await Chromium.LaunchAsync(playwright);
    }

    private async Task RequestAsync()
    {
        var from = repository.Commit("shop.cs", "one");
        Head = repository.Commit("shop.cs", "two", "Round prices\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        var body = Encoding.UTF8.GetBytes($$"""
            {"type": "deployment.requested", "timestamp": "2026-01-31T12:00:00Z", "data": {
              "id": "decided", "service": "shop", "environment": "production",
              "repository": {"kind": "git", "location": "{{repository.Path}}"},
              "commits": {"base": "{{from}}", "head": "{{Head}}"},
              "requester": {"email": "ada@example.com"},
              "callbackUrl": "{{pipeline!.Address}}answers" } }
            """);
        var at = DateTimeOffset.UtcNow;
        using var http = new HttpClient { BaseAddress = folder.Url };
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        content.Headers.Add("webhook-id", "msg-1");
        content.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        content.Headers.Add("webhook-signature", StandardWebhookSignature.Sign(RunningGate.Secret, "msg-1", at, body));
        using var accepted = await http.PostAsync(new Uri("/webhooks/standard", UriKind.Relative), content);
        accepted.EnsureSuccessStatusCode();
    }

    private static object Claim(string type, string value) => new { typ = type, val = value };

    [GeneratedRegex(@"http://\S+/decisions/[^\s<>]+")]
    private static partial Regex DecisionLink();
}
