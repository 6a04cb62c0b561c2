using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.GitHub;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.GitHub;

/// <summary>GitHub as a sender of webhooks, and the receiver as a host registers it.</summary>
internal sealed class GitHubSender
{
    /// <summary>From GitHub's documentation of its signatures.</summary>
    public const string Secret = "It's a Secret to Everybody";

    public const string Sha = "2222222222222222222222222222222222222abc";

    public static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly string PrivateKey = RSA.Create(2048).ExportRSAPrivateKeyPem();

    private readonly IWebhookReceiver receiver;

    public GitHubSender(params (string Key, string Value)[] settings) =>
        receiver = Services(settings).GetRequiredService<IWebhookReceiver>();

    /// <summary>The body of a request, to be changed by a test.</summary>
    public static JsonNode Payload() => JsonNode.Parse(
        $$"""
        {
          "action": "requested",
          "environment": "production",
          "event": "push",
          "sha": "{{Sha}}",
          "ref": "refs/heads/main",
          "deployment_callback_url":
            "https://api.github.com/repos/acme/web/actions/runs/30433642321/deployment_protection_rule",
          "deployment": { "id": 900, "sha": "{{Sha}}", "ref": "main", "created_at": "2026-01-31T11:59:58Z", "task": "deploy" },
          "pull_requests": [],
          "repository": { "id": 77, "name": "web", "full_name": "acme/web", "html_url": "https://github.com/acme/web" },
          "installation": { "id": 55 },
          "sender": { "login": "ada", "type": "User" }
        }
        """)!;

    public static Dictionary<string, string> Headers(byte[] body, string name = "deployment_protection_rule") =>
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["x-github-event"] = name,
            ["x-github-delivery"] = "72d3162e-cc78-11e3-81ab-4c9367dc0958",
            ["x-hub-signature-256"] =
                $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body))}",
        };

    public static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["AppId"] = "4711",
            ["PrivateKey"] = PrivateKey,
            ["WebhookSecret"] = Secret,
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
            .AddGitHub(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
    }

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, byte[] body) => receiver.Read(headers, body);

    /// <summary>Signs the body and has it read.</summary>
    public WebhookReading Read(byte[] body) => Read(Headers(body), body);

    public WebhookReading Read(JsonNode payload) => Read(Encoding.UTF8.GetBytes(payload.ToJsonString()));
}
