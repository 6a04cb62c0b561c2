using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Access;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Api.Access;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Api;

public sealed class FrictionEndpointTests
{
    private const string Path = "/api/friction-controls";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Control_Is_Added_Listed_Renewed_And_Ended()
    {
        await using var gate = await StartAsync();

        var added = await ReadAsync(await PostAsync(gate, Path, Order(gate)));
        var renewed = await ReadAsync(await PostAsync(
            gate, $"{Path}/careful/renewals", new { reason = "Not yet over", until = gate.Time.GetUtcNow().AddDays(60) }));
        var listed = Assert.Single((await gate.GetJsonAsync(Path, GateRoles.View)).GetProperty("controls").EnumerateArray());
        var ended = await ReadAsync(await PostAsync(gate, $"{Path}/careful/end", new { reason = "It is over" }));

        Assert.Equal("inForce", added.GetProperty("state").GetString());
        Assert.Equal("grace@example.com", added.GetProperty("owner").GetString());
        Assert.Contains("is in force until", added.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(gate.Time.GetUtcNow().AddDays(60), renewed.GetProperty("until").GetDateTimeOffset());
        var requires = listed.GetProperty("requires");
        Assert.Equal(("senior", 2, 10), (requires.GetProperty("level").GetString(), requires.GetProperty("approvals").GetInt32(), requires.GetProperty("minimumReadingMinutes").GetInt32()));
        Assert.Equal(["diff", "findings"], requires.GetProperty("evidence").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Equal("Grace (grace)", listed.GetProperty("renewals")[0].GetProperty("by").GetString());
        Assert.Equal("ended", ended.GetProperty("state").GetString());
        Assert.Equal(
            ["friction.created", "friction.renewed", "friction.ended"],
            (await gate.Audit.ReadAsync(FrictionTrail.Id, Cancellation)).Select(record => record.Entry.Kind));
    }

    [Theory]
    [InlineData("""{ "name": "careful" }""", "bad-parameter")]
    [InlineData("""{ "name": "careful", "reason": "why", "scope": {}, "requires": { "level": "senior" }, "expires": "2026-03-20T00:00:00Z", "mode": "enforce" }""", "friction-invalid")]
    [InlineData("""{ "name": "careful", "reason": "why", "scope": { "team": ["a"] }, "requires": { "level": "senior" }, "expires": "2026-03-20T00:00:00Z", "mode": "enforce" }""", "bad-parameter")]
    [InlineData("""{ "name": "careful", "reason": "why", "scope": { "services": [null] }, "requires": { "level": "senior" }, "expires": "2026-03-20T00:00:00Z", "mode": "enforce" }""", "friction-invalid")]
    [InlineData("""{ "name": "careful", "reason": "why", "scope": { "services": ["a"] }, "requires": { "level": "boss" }, "expires": "2026-03-20T00:00:00Z", "mode": "enforce" }""", "bad-parameter")]
    [InlineData("{", "bad-parameter")]
    public async Task What_Cannot_Be_Is_Refused_And_Not_Kept(string body, string token)
    {
        await using var gate = await StartAsync();

        var response = await PostAsync(gate, Path, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(token, (await response.ReadProblemAsync()).Token());
        Assert.Empty((await gate.GetJsonAsync(Path, GateRoles.View)).GetProperty("controls").EnumerateArray());
    }

    [Theory]
    [InlineData(GateRoles.View)]
    [InlineData(GateRoles.BreakGlass)]
    public async Task Only_Policy_Administrators_Change_Controls(string role)
    {
        await using var gate = await StartAsync();
        await PostAsync(gate, Path, Order(gate));

        var added = await PostAsync(gate, Path, Order(gate), role);
        var ended = await PostAsync(gate, $"{Path}/careful/end", new { reason = "It is over" }, role);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (added.StatusCode, ended.StatusCode));
        var control = Assert.Single(await gate.Services.GetRequiredService<IFrictionControlStore>().ListAsync(Cancellation));
        Assert.Null(control.End);
    }

    [Fact]
    public async Task An_Unknown_Control_Is_Not_Found_And_A_Step_That_Is_Not_Possible_Conflicts()
    {
        await using var gate = await StartAsync();
        await PostAsync(gate, Path, Order(gate));

        var unknown = await PostAsync(gate, $"{Path}/nothing/end", new { reason = "It is over" });
        var early = await PostAsync(gate, $"{Path}/careful/renewals", new { reason = "why", until = gate.Time.GetUtcNow().AddDays(1) });
        var taken = await PostAsync(gate, Path, Order(gate, reason: "Another one"));

        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.Conflict, HttpStatusCode.Conflict),
            (unknown.StatusCode, early.StatusCode, taken.StatusCode));
        Assert.Equal("friction-not-possible", (await early.ReadProblemAsync()).Token());
        Assert.Equal("friction-name-taken", (await taken.ReadProblemAsync()).Token());
    }

    private static object Order(GateServer gate, string reason = "The outage of Monday") => new
    {
        name = "careful",
        reason,
        incident = "https://incidents.example.com/42",
        scope = new { environments = new[] { "production" }, services = new[] { "shop" } },
        requires = new { level = "senior", approvals = 2, minimumReadingMinutes = 10, evidence = new[] { "findings", "diff" } },
        expires = gate.Time.GetUtcNow().Date.AddDays(30).ToString("yyyy-MM-dd'T'00:00:00'Z'", System.Globalization.CultureInfo.InvariantCulture),
        mode = "enforce",
    };

    private static Task<HttpResponseMessage> PostAsync(GateServer gate, string path, object body, string role = GateRoles.AdministerPolicy)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body as HttpContent ?? JsonContent.Create(body) };
        request.Headers.Add(Principal.Header, Principal.Of(role));
        return gate.Client.SendAsync(request, Cancellation);
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
        return await GateServer.StartAsync(services =>
        {
            Principal.SignIn(services);
            services.AddSingleton<IPeopleDirectory>(people);
        });
    }
}
