using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Workflow.IntegrationTests.Gate;

public sealed class WholeGateTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task One_Trace_Runs_From_The_Webhook_To_The_Callback()
    {
        await using var gate = await RunningGate.StartAsync(azurite);
        using var run = new Activity("pipeline run").Start();

        using var response = await gate.DeliverAsync(gate.Request("traced"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Contains(run.TraceId.ToHexString(), (await gate.AnswerAsync()).Header("traceparent"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("production", "none.git")]
    [InlineData("prodution", "it knows production, staging")]
    public async Task An_Accepted_Deployment_That_Cannot_Be_Judged_Is_Cancelled_With_The_Reason(string environment, string reason)
    {
        await using var gate = await RunningGate.StartAsync(azurite);

        using var response = await gate.DeliverAsync(gate.Request("unreadable", environment));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var data = (await gate.AnswerAsync()).Json.GetProperty("data");
        Assert.Equal("cancel", data.GetProperty("decision").GetString());
        Assert.Contains(reason, data.GetProperty("explanation").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_Webhooks_Start_Nothing()
    {
        await using var gate = await RunningGate.StartAsync(azurite);
        var body = gate.Request("refused");

        using var unsigned = await gate.DeliverAsync(body, alter: request => request.Headers.Remove("webhook-signature"));
        using var forged = await gate.DeliverAsync(body, alter: request => request.Content = Json(body.Replace("shop", "shep", StringComparison.Ordinal)));
        using var stale = await gate.DeliverAsync(body, signedAgo: TimeSpan.FromMinutes(6));
        using var malformed = await gate.DeliverAsync("{\"type\": ");
        using var misspelt = await gate.DeliverAsync(body.Replace("\"environment\"", "\"enviroment\"", StringComparison.Ordinal));
        using var large = await gate.DeliverAsync(new string(' ', 10_000_000));

        Assert.Equal(
            [HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized],
            new[] { unsigned.StatusCode, forged.StatusCode, stale.StatusCode });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, malformed.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, misspelt.StatusCode);
        Assert.Contains("enviroment", await DetailAsync(misspelt), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        var list = await gate.Http.GetFromJsonAsync<JsonElement>("/api/deployments", TestContext.Current.CancellationToken);
        Assert.Equal(0, list.GetProperty("deployments").GetArrayLength());
        Assert.Empty(gate.Pipeline.Requests);
    }

    [Fact]
    public async Task A_Retry_Is_Acknowledged_A_Replay_And_A_Conflict_Are_Refused_And_All_Start_Nothing_Twice()
    {
        await using var gate = await RunningGate.StartAsync(azurite);
        var body = gate.Request("delivered-often");
        List<string> signature = [];
        using var first = await gate.DeliverAsync(body, alter: request => signature.AddRange(
            [request.Headers.GetValues("webhook-timestamp").Single(), request.Headers.GetValues("webhook-signature").Single()]));
        await gate.AnswerAsync();

        using var retry = await gate.DeliverAsync(body, signedAgo: TimeSpan.FromSeconds(30));
        using var replay = await gate.DeliverAsync(body, alter: request =>
        {
            request.Headers.Remove("webhook-timestamp");
            request.Headers.Remove("webhook-signature");
            request.Headers.Add("webhook-timestamp", signature[0]);
            request.Headers.Add("webhook-signature", signature[1]);
        });
        using var conflict = await gate.DeliverAsync(body.Replace("shop", "shed", StringComparison.Ordinal), messageId: "msg-2");

        Assert.Equal(
            [HttpStatusCode.Accepted, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict],
            new[] { first.StatusCode, retry.StatusCode, replay.StatusCode, conflict.StatusCode });
        Assert.Single(gate.Pipeline.Requests);
    }

    [Fact]
    public async Task A_Withdrawal_For_An_Unknown_Deployment_Is_Refused_So_That_It_Is_Sent_Again()
    {
        await using var gate = await RunningGate.StartAsync(azurite);

        using var response = await gate.DeliverAsync("""{"type": "deployment.withdrawn", "timestamp": "2026-01-31T12:00:00Z", "data": {"id": "unknown"}}""");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("send this again later", await DetailAsync(response), StringComparison.Ordinal);
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
