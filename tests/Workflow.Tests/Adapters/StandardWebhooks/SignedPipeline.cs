using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

/// <summary>A pipeline that signs requests, and the receiver as a host registers it.</summary>
internal sealed class SignedPipeline
{
    /// <summary>From the specification's reference libraries (verifyWebhookSignWorks).</summary>
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public const string OtherSecret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    public const string MessageId = "msg_p5jXN8AQM9LWM0D4loKWxJek";

    /// <summary>The time of the specification's vector.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    private readonly IWebhookReceiver receiver;

    public SignedPipeline(params (string Key, string Value)[] settings) =>
        receiver = Services(settings).GetRequiredService<IWebhookReceiver>();

    public FakeTimeProvider Time { get; } = new(Now);

    public static Dictionary<string, string> Headers(
        byte[] body, string secret = Secret, string id = MessageId, DateTimeOffset? at = null) => new(StringComparer.OrdinalIgnoreCase)
        {
            ["Webhook-Id"] = id,
            ["Webhook-Timestamp"] = $"{(at ?? Now).ToUnixTimeSeconds()}",
            ["Webhook-Signature"] = StandardWebhookSignature.Sign(secret, id, at ?? Now, body),
        };

    public WebhookReading Read(IReadOnlyDictionary<string, string> headers, byte[] body) => receiver.Read(headers, body);

    /// <summary>Signs the body and has it read.</summary>
    public WebhookReading Read(string body) => Read(Encoding.UTF8.GetBytes(body));

    public WebhookReading Read(byte[] body) => Read(Headers(body), body);

    public ServiceProvider Services((string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Secrets:0"] = Secret,
            ["AllowedCallbackOrigins:0"] = "https://ci.example.com",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        return new ServiceCollection()
            .AddSingleton<TimeProvider>(Time)
            .AddStandardWebhooks(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
    }
}
