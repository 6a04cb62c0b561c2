using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Adapters.StandardWebhooks;

public sealed class IncidentWebhookTests
{
    private const string Opened = """
        {
          "type": "incident.opened",
          "timestamp": "2021-02-25T15:02:10Z",
          "data": {
            "id": "INC-42", "at": "2021-02-25T16:00:00+01:00", "severity": 2, "services": ["web", "WEB", "payments"],
            "url": "https://incidents.example.com/INC-42"
          }
        }
        """;

    [Fact]
    public void An_Opened_Incident_Is_Read()
    {
        var reading = Assert.IsType<WebhookReading.IncidentOpened>(Read(Opened));

        var incident = reading.Incident;
        Assert.Equal(("INC-42", 2, true), (incident.Id, incident.Severity, incident.IsOpen));
        Assert.Equal(["web", "payments"], incident.Services);
        Assert.Equal(new DateTimeOffset(2021, 2, 25, 15, 0, 0, TimeSpan.Zero), incident.OpenedAt);
        Assert.Equal("https://incidents.example.com/INC-42", incident.Link?.ToString());
        Assert.Equal(SignedPipeline.MessageId, reading.Delivery.Id);
    }

    [Fact]
    public void A_Resolved_Incident_Is_Read()
    {
        var reading = Read("""{ "type": "incident.resolved", "data": { "id": "INC-42", "at": "2021-02-25T15:02Z" } }""");

        var resolved = Assert.IsType<WebhookReading.IncidentResolved>(reading);
        Assert.Equal(("INC-42", new DateTimeOffset(2021, 2, 25, 15, 2, 0, TimeSpan.Zero)), (resolved.Incident, resolved.At));
    }

    [Theory]
    [InlineData("severity", "0", "$.data.severity: must be a whole number from 1 to 5, was '0'")]
    [InlineData("severity", "1.5", "$.data.severity: must be a whole number from 1 to 5, was '1.5'")]
    [InlineData("severity", "\"high\"", "$.data.severity: must be a number, was a string")]
    [InlineData("services", "[]", "$.data.services: must name 1 to 100 services")]
    [InlineData("services", "[\"web\", 7]", "$.data.services[1]: must be a string, was a number")]
    [InlineData("at", "\"2021-02-25T16:00:00\"", "$.data.at: must be an ISO 8601 time with its offset")]
    [InlineData("at", "\"2021-02-25T15:20:00Z\"", "$.data.at: must be an ISO 8601 time with its offset that is not to come")]
    [InlineData("url", "\"file:///etc/passwd\"", "$.data.url: must be an absolute http or https URL")]
    [InlineData("id", "null", "$.data.id: is missing")]
    [InlineData("owner", "\"ada\"", "$.data.owner: unknown field")]
    public void What_Is_Wrong_Is_Said_With_Its_Place(string field, string value, string problem)
    {
        var body = JsonNode.Parse(Opened)!;
        body["data"]![field] = JsonNode.Parse(value);

        var refused = Assert.IsType<WebhookReading.Refused>(Read(body.ToJsonString()));

        Assert.Equal(WebhookRefusal.Malformed, refused.Refusal);
        Assert.Contains(problem, refused.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Pipelines_Secret_Does_Not_Tell_Of_Incidents_And_An_Old_Message_Is_Stale()
    {
        var body = Encoding.UTF8.GetBytes(Opened);

        var wrong = Assert.IsType<WebhookReading.Refused>(Receiver().Read(SignedPipeline.Headers(body, SignedPipeline.OtherSecret), body));
        var stale = Assert.IsType<WebhookReading.Refused>(
            Receiver().Read(SignedPipeline.Headers(body, at: SignedPipeline.Now.AddMinutes(-6)), body));

        Assert.Equal((WebhookRefusal.SignatureWrong, WebhookRefusal.Stale), (wrong.Refusal, stale.Refusal));
    }

    [Fact]
    public void A_Bad_Secret_Is_An_Error_At_Start_That_Does_Not_Repeat_It()
    {
        var validator = Services("whsec_c2hvcnQ=").GetRequiredService<IStartupValidator>();

        var problem = Assert.Throws<OptionsValidationException>(validator.Validate);

        Assert.Contains("Secrets:0 for incidents must be 'whsec_'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_Configuration_Nobody_Tells_Of_Incidents()
    {
        var services = new ServiceCollection().AddIncidents(new ConfigurationBuilder().Build()).BuildServiceProvider();

        Assert.Empty(services.GetServices<IWebhookReceiver>());
    }

    private static WebhookReading Read(string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return Receiver().Read(SignedPipeline.Headers(body), body);
    }

    private static IWebhookReceiver Receiver() => Services(SignedPipeline.Secret).GetRequiredService<IWebhookReceiver>();

    private static ServiceProvider Services(string secret) => new ServiceCollection()
        .AddSingleton<TimeProvider>(new FakeTimeProvider(SignedPipeline.Now))
        .AddIncidents(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Secrets:0"] = secret }).Build())
        .BuildServiceProvider();
}
