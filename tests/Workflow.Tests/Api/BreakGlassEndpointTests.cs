using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Access;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Api.Access;
using Workflow.Tests.Core;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Api;

public sealed class BreakGlassEndpointTests
{
    private const string Ask = "/api/deployments/deployment-1/break-glass";
    private const string Confirm = Ask + "/confirmation";

    private static readonly object Plea = new { reason = "The shop is down", incident = "https://incidents.example.com/42" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_May_Ask_Is_Told_What_Comes_Next_And_The_Page_Shows_It()
    {
        await using var gate = await StartAsync();

        var first = await ReadAsync(await PostAsync(gate, Ask, Plea));
        var again = await ReadAsync(await PostAsync(gate, Ask, new { reason = "Again", incident = "INC-9" }));

        Assert.Equal("asked", first.GetProperty("state").GetString());
        Assert.Equal("Grace", first.GetProperty("askedBy").GetString());
        Assert.Equal("The shop is down", again.GetProperty("reason").GetString());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/deployments/deployment-1");
        request.Headers.Add(Principal.Header, Principal.Of(GateRoles.View));
        var page = await (await gate.Client.SendAsync(request, Cancellation)).Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("The shop is down", page, StringComparison.Ordinal);
        Assert.Contains("href=\"https://incidents.example.com/42\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Deployment_Tells_Of_Its_Break_Glass()
    {
        await using var gate = await StartAsync();
        Assert.False((await GetDeploymentAsync(gate)).TryGetProperty("breakGlass", out _));
        var asked = await ReadAsync(await PostAsync(gate, Ask, Plea));

        var told = (await GetDeploymentAsync(gate)).GetProperty("breakGlass");

        Assert.Equal("asked", told.GetProperty("state").GetString());
        Assert.Equal("Grace", told.GetProperty("askedBy").GetString());
        Assert.Equal("https://incidents.example.com/42", told.GetProperty("incident").GetString());
        Assert.Equal(asked.GetProperty("confirmBy").GetDateTimeOffset(), told.GetProperty("confirmBy").GetDateTimeOffset());
        Assert.False(told.TryGetProperty("message", out _));
    }

    [Fact]
    public async Task Nobody_Confirms_Their_Own()
    {
        await using var gate = await StartAsync();
        await PostAsync(gate, Ask, Plea);

        var response = await PostAsync(gate, Confirm, new { comment = "Go" });

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("break-glass-own-request", (await response.ReadProblemAsync()).Token());
        Assert.Empty(gate.Orchestrations.Events);
    }

    [Theory]
    [InlineData("""{"reason":"why"}""", HttpStatusCode.BadRequest, "break-glass-incident-required")]
    [InlineData("""{"incident":"INC-1"}""", HttpStatusCode.BadRequest, "break-glass-reason-required")]
    [InlineData("{", HttpStatusCode.BadRequest, "bad-parameter")]
    [InlineData("null", HttpStatusCode.BadRequest, "bad-parameter")]
    public async Task What_Is_Missing_Is_Named(string body, HttpStatusCode status, string token)
    {
        await using var gate = await StartAsync();

        var response = await PostAsync(gate, Ask, JsonDocumentOf(body));

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(token, (await response.ReadProblemAsync()).Token());
    }

    [Fact]
    public async Task An_Unknown_Deployment_And_A_Missing_Role_Are_Refused()
    {
        await using var gate = await StartAsync();

        var unknown = await PostAsync(gate, "/api/deployments/nothing/break-glass", Plea);
        var viewer = await PostAsync(gate, Ask, Plea, GateRoles.View);

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, viewer.StatusCode);
    }

    private static StringContent JsonDocumentOf(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> PostAsync(GateServer gate, string path, object body, string role = GateRoles.BreakGlass)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body as HttpContent ?? JsonContent.Create(body) };
        request.Headers.Add(Principal.Header, Principal.Of(role));
        return gate.Client.SendAsync(request, Cancellation);
    }

    private static async Task<JsonElement> GetDeploymentAsync(GateServer gate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/deployments/deployment-1");
        request.Headers.Add(Principal.Header, Principal.Of(GateRoles.View));
        return await ReadAsync(await gate.Client.SendAsync(request, Cancellation));
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static async Task<GateServer> StartAsync()
    {
        var people = new FakePeople();
        people.People.Add(new Person("grace", "Grace", Level.Principal, Principal.ObjectId) { Emails = ["grace@example.com"] });
        var gate = await GateServer.StartAsync(services =>
        {
            Principal.SignIn(services);
            services.AddSingleton<IPeopleDirectory>(people);
            services.AddSingleton<IMailNotifier, RecordingMail>();
            services.AddSingleton<IApprovalChannel, RecordingChannel>();
            services.AddSingleton<IBreakGlassStore, InMemoryBreakGlasses>();
            services.AddSingleton<IPolicySource>(new FakePolicySource(Policy()));
        });
        await gate.KeepAsync(Given.Waiting());
        return gate;
    }

    private static DeploymentPolicy Policy()
    {
        var demand = new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [new EscalationStep("after", Level.Senior, TimeSpan.FromDays(1))]);
        return new DeploymentPolicy(
            "policy", "digest", new Dictionary<string, EnvironmentSettings> { ["production"] = new(true) }, [], demand)
        {
            BreakGlass = new BreakGlassRules(Level.Mid, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4), demand),
        };
    }
}
