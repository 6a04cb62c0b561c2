using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Adapters.StandardWebhooks;
using Workflow.Tests.Fakes;
using Workflow.Tests.Orchestration;

namespace Workflow.Tests.Api;

public sealed class IncidentEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Signed_Incident_Opens_A_Friction_Control_Once_However_Often_It_Is_Sent()
    {
        await using var gate = await StartAsync();

        var first = await SendAsync(gate, Opened(gate), "1");
        gate.Time.Advance(TimeSpan.FromSeconds(30));
        var again = await SendAsync(gate, Opened(gate, ago: 30), "1");
        var resolved = await SendAsync(gate, Resolved(gate), "2");

        Assert.Equal(
            (HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.Accepted),
            (first.StatusCode, again.StatusCode, resolved.StatusCode));
        var control = Assert.Single(await gate.Services.GetRequiredService<IFrictionControlStore>().ListAsync(Cancellation));
        Assert.Equal("sre@example.com", control.Owner);
    }

    [Fact]
    public async Task The_End_Of_An_Incident_That_Nobody_Told_Of_Is_To_Be_Sent_Again()
    {
        await using var gate = await StartAsync();

        var response = await SendAsync(gate, Resolved(gate), "1");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown-incident", (await response.ReadProblemAsync()).Token());
    }

    [Fact]
    public async Task A_Forged_Incident_Takes_No_Effect()
    {
        await using var gate = await StartAsync();

        var response = await SendAsync(gate, Opened(gate), "1", SignedPipeline.OtherSecret);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await gate.Services.GetRequiredService<IIncidentStore>().ListOpenAsync(Cancellation));
    }

    [Fact]
    public async Task Where_The_Policy_Cannot_Be_Read_The_Sender_Tries_Again()
    {
        await using var gate = await StartAsync(services => services.AddSingleton<IPolicySource, BrokenPolicy>());

        var response = await SendAsync(gate, Opened(gate), "1");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    private static string Opened(GateServer gate, int ago = 0) =>
        $$"""{ "type": "incident.opened", "data": { "id": "INC-42", "at": "{{gate.Time.GetUtcNow().AddSeconds(-ago):O}}", "severity": 1, "services": ["shop"] } }""";

    private static string Resolved(GateServer gate) =>
        $$"""{ "type": "incident.resolved", "data": { "id": "INC-42", "at": "{{gate.Time.GetUtcNow():O}}" } }""";

    private static Task<HttpResponseMessage> SendAsync(GateServer gate, string text, string id, string secret = SignedPipeline.Secret)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/incidents") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        foreach (var (name, value) in SignedPipeline.Headers(body, secret, id, gate.Time.GetUtcNow()))
        {
            request.Headers.Add(name, value);
        }

        return gate.Client.SendAsync(request, Cancellation);
    }

    private static Task<GateServer> StartAsync(Action<IServiceCollection>? configure = null) => GateServer.StartAsync(services =>
    {
        var settings = new Dictionary<string, string?> { ["Secrets:0"] = SignedPipeline.Secret };
        services.AddIncidents(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        var requirement = new ReviewRequirement(Level.Senior, 2);
        services.AddSingleton<IPolicySource>(new FakePolicySource(VirtualGate.PolicyOf(requirement, []) with
        {
            IncidentResponses = [new IncidentResponse([1], requirement, TimeSpan.FromDays(7), FrictionMode.Shadow, "sre@example.com")],
        }));
        configure?.Invoke(services);
    });

    private sealed class BrokenPolicy : IPolicySource
    {
        public Task<DeploymentPolicy> GetAsync(CancellationToken cancellationToken) => throw new IOException("The disk is gone.");
    }
}
