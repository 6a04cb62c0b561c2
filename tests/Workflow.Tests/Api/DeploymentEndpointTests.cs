using System.Net;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Api;

public sealed class DeploymentEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Waiting_Deployment_Tells_Who_Is_Asked_Until_When_And_Why()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        var deployment = await gate.GetJsonAsync("/api/deployments/d-1");

        Assert.Equal("d-1", deployment.GetProperty("id").GetString());
        Assert.Equal("billing-api", deployment.GetProperty("service").GetString());
        Assert.Equal("production", deployment.GetProperty("environment").GetString());
        Assert.Equal("waiting", deployment.GetProperty("state").GetString());
        Assert.Equal(SampleReviews.Now.AddMinutes(12), deployment.GetProperty("deadline").GetDateTimeOffset());
        Assert.Equal("assisted", deployment.GetProperty("provenance").GetProperty("kind").GetString());
        Assert.Equal("Claude", deployment.GetProperty("provenance").GetProperty("tools")[0].GetString());
        Assert.Equal("junior", deployment.GetProperty("authorLevel").GetString());
        Assert.Equal("require-review", deployment.GetProperty("verdict").GetString());
        Assert.StartsWith("Rule 'AI-assisted change", deployment.GetProperty("reason").GetString(), StringComparison.Ordinal);
        var asked = deployment.GetProperty("asked")[1];
        Assert.Equal("Mirela Ionescu", asked.GetProperty("name").GetString());
        Assert.Equal("release manager", asked.GetProperty("step").GetString());
        Assert.Equal(SampleReviews.Now.AddMinutes(-2), asked.GetProperty("askedAt").GetDateTimeOffset());
        Assert.True(asked.GetProperty("delivered").GetBoolean());
        Assert.False(deployment.TryGetProperty("outcome", out _));
        var links = deployment.GetProperty("links");
        Assert.Equal(new Uri(gate.Client.BaseAddress!, "/api/deployments/d-1").AbsoluteUri, links.GetProperty("self").GetString());
        Assert.Equal(new Uri(gate.Client.BaseAddress!, "/deployments/d-1").AbsoluteUri, links.GetProperty("page").GetString());
    }

    [Fact]
    public async Task A_Deployment_Tells_What_It_Can_Break_And_What_Depends_On_It()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());

        var risk = (await gate.GetJsonAsync("/api/deployments/d-1")).GetProperty("risk");

        Assert.Equal("critical", risk.GetProperty("highest").GetString());
        Assert.Equal("""{"critical":1,"high":2,"medium":1,"low":1}""", risk.GetProperty("counts").GetRawText());
        var worst = risk.GetProperty("findings")[0];
        Assert.Equal("planned-delete", worst.GetProperty("rule").GetString());
        Assert.False(worst.GetProperty("isReversible").GetBoolean());
        Assert.Equal("plan.json", worst.GetProperty("where").GetProperty("document").GetString());
        Assert.Equal("terraform-plan", risk.GetProperty("documents")[0].GetProperty("kind").GetString());
        var radius = risk.GetProperty("blastRadius");
        Assert.Equal((7, 1), (radius.GetProperty("count").GetInt32(), radius.GetProperty("highestTier").GetInt32()));
        Assert.Equal("checkout", radius.GetProperty("reached")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_Ended_Deployment_Tells_Its_Outcome_And_The_Pipelines_Receipt()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Cancelled());

        var deployment = await gate.GetJsonAsync("/api/deployments/d-3");

        var outcome = deployment.GetProperty("outcome");
        Assert.Equal("cancel", outcome.GetProperty("decision").GetString());
        Assert.Equal("rejected", outcome.GetProperty("reason").GetString());
        Assert.Equal("Mirela Ionescu", outcome.GetProperty("decidedBy")[0].GetString());
        Assert.Equal("The bucket still holds the invoices of last year.", outcome.GetProperty("comment").GetString());
        Assert.Equal("204 No Content", deployment.GetProperty("receipt").GetProperty("detail").GetString());
        Assert.Equal("reject", deployment.GetProperty("decisions")[0].GetProperty("decision").GetString());
    }

    [Fact]
    public async Task A_Deployment_Whose_Facts_Are_Being_Collected_Tells_What_Is_Known()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(new Review(SampleReviews.Request(), ReviewState.Received, SampleReviews.Now));

        var deployment = await gate.GetJsonAsync("/api/deployments/d-1");

        Assert.Equal("received", deployment.GetProperty("state").GetString());
        Assert.False(deployment.TryGetProperty("provenance", out _));
    }

    [Theory]
    [InlineData("", new[] { "new", "ended", "old" })]
    [InlineData("?state=open", new[] { "new", "old" })]
    [InlineData("?state=open&limit=1", new[] { "new" })]
    [InlineData("?state=all&limit=2", new[] { "new", "ended" })]
    public async Task Deployments_Are_Listed_Newest_First_As_Far_As_Asked_For(string query, string[] expected)
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(
            RequestedAt(SampleReviews.Waiting("old"), -30),
            RequestedAt(SampleReviews.Released("ended"), -20),
            RequestedAt(SampleReviews.Waiting("new"), -10));

        var list = await gate.GetJsonAsync($"/api/deployments{query}");

        Assert.Equal(expected, list.GetProperty("deployments").EnumerateArray().Select(one => one.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("state=waiting", "allowed are open and all")]
    [InlineData("limit=0", "from 1 to 200")]
    [InlineData("limit=201", "from 1 to 200")]
    [InlineData("limit=ten", "from 1 to 200")]
    [InlineData("limit=1&limit=2", "from 1 to 200")]
    [InlineData("stat=open", "allowed are state and limit")]
    public async Task A_Bad_Parameter_Is_Answered_With_What_Is_Allowed(string query, string allowed)
    {
        await using var gate = await GateServer.StartAsync();

        var response = await gate.GetAsync($"/api/deployments?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(allowed, (await response.ReadProblemAsync()).Detail(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/deployments/unknown")]
    [InlineData("/api/deployments/unknown/audit")]
    [InlineData("/api/deployments/%2e%2e%2fsecret")]
    public async Task An_Unknown_Deployment_Is_A_Problem(string path)
    {
        await using var gate = await GateServer.StartAsync();

        var response = await gate.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await response.ReadProblemAsync();
    }

    [Fact]
    public async Task An_Audit_Trail_Comes_With_What_Its_Hashes_Were_Made_Of()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(SampleReviews.Waiting());
        var entry = new AuditEntry(
            DeploymentId.Parse("d-1"), "deployment.requested", "deployment.requested", AuditEntry.Gate, "Accepted.", """{"a":"<b>"}""");
        await gate.Audit.AppendAsync(entry, Cancellation);

        var audit = await gate.GetJsonAsync("/api/deployments/d-1/audit");

        Assert.True(audit.GetProperty("intact").GetBoolean());
        var record = audit.GetProperty("records")[0];
        Assert.Equal("""{"a":"<b>"}""", record.GetProperty("data").GetString());
        Assert.Equal(AuditChain.Genesis, record.GetProperty("previousHash").GetString());
        Assert.Equal(AuditChain.Append(null, entry, SampleReviews.Now).Hash, record.GetProperty("hash").GetString());
    }

    [Fact]
    public async Task A_Damaged_Audit_Trail_Says_What_Is_Wrong()
    {
        await using var gate = await GateServer.StartAsync(DamagedAuditLog.Add);
        await gate.KeepAsync(SampleReviews.Waiting());

        var audit = await gate.GetJsonAsync("/api/deployments/d-1/audit");

        Assert.False(audit.GetProperty("intact").GetBoolean());
        Assert.Equal("record 0 was changed after it was written", audit.GetProperty("defect").GetString());
    }

    private static Review RequestedAt(Review review, int minutes) =>
        review with { Request = review.Request with { RequestedAt = SampleReviews.Now.AddMinutes(minutes) } };
}
