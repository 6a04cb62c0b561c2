using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Workflow.Adapters.StandardWebhooks;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.IntegrationTests.GitHub;
using Workflow.IntegrationTests.Loopback;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.StandardWebhooks;

public sealed class StandardPipelineGateTests
{
    private const string RequestSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string CallbackSecret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Head = "2222222222222222222222222222222222222222";

    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_Release_Is_Posted_With_What_The_Pipeline_Needs_To_Trust_It()
    {
        await using var pipeline = await AnsweringAsync(HttpStatusCode.Accepted);
        var outcome = new ReviewOutcome(OutcomeReason.Approved, "Approved by Grace.", ["Grace"], "Looks good.");

        var receipt = await ReportAsync(pipeline, outcome, ("CallbackSecrets:0", CallbackSecret));

        var request = Assert.Single(pipeline.Requests);
        Assert.Equal("POST /callbacks/1", request.ToString());
        Assert.Equal("application/json", request.Header("Content-Type"));
        Assert.Equal("web-1-outcome", request.Header("webhook-id"));
        Assert.Equal($"{Now.ToUnixTimeSeconds()}", request.Header("webhook-timestamp"));
        Assert.Equal(
            StandardWebhookSignature.Sign(CallbackSecret, "web-1-outcome", Now, request.Body), request.Header("webhook-signature"));
        Assert.Equal(
            """
            {"type":"deployment.released","timestamp":"2026-01-31T12:00:00+00:00","data":{"id":"web-1","decision":"release",
            "reason":"approved","explanation":"Approved by Grace.","decidedBy":["Grace"],"comment":"Looks good.",
            "commits":{"head":"2222222222222222222222222222222222222222"},"artifactDigest":"sha256:abc"}}
            """.ReplaceLineEndings(""),
            request.Text.Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(new CallbackReceipt(Now, "202 Accepted"), receipt);
    }

    [Fact]
    public async Task A_Cancel_Says_So_And_Every_Attempt_Has_The_Same_Id()
    {
        await using var pipeline = await AnsweringAsync(HttpStatusCode.OK);
        var outcome = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody answered.");

        await ReportAsync(pipeline, outcome);
        await ReportAsync(pipeline, outcome);

        Assert.Equal(2, pipeline.Requests.Count);
        Assert.Single(pipeline.Requests.Select(request => request.Header("webhook-id")).Distinct());
        var json = pipeline.Requests[0].Json;
        Assert.Equal("deployment.cancelled", json.GetProperty("type").GetString());
        Assert.Equal("cancel", json.GetProperty("data").GetProperty("decision").GetString());
        Assert.Equal("timed-out", json.GetProperty("data").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task While_A_Secret_Is_Replaced_A_Callback_Carries_A_Signature_Of_Each()
    {
        await using var pipeline = await AnsweringAsync(HttpStatusCode.OK);

        await ReportAsync(pipeline, ReviewOutcome.ByPolicy("No rule."), ("Secrets:1", CallbackSecret));

        var request = Assert.Single(pipeline.Requests);
        string[] expected =
        [
            StandardWebhookSignature.Sign(RequestSecret, "web-1-outcome", Now, request.Body),
            StandardWebhookSignature.Sign(CallbackSecret, "web-1-outcome", Now, request.Body),
        ];
        Assert.Equal(expected, request.Header("webhook-signature")!.Split(' '));
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect, "redirects are not followed")]
    [InlineData(HttpStatusCode.BadRequest, "400 Bad Request instead of a 2xx")]
    [InlineData(HttpStatusCode.Gone, "it waits for this deployment no longer")]
    [InlineData(HttpStatusCode.TooManyRequests, "429 Too Many Requests instead of a 2xx")]
    [InlineData(HttpStatusCode.InternalServerError, "500 Internal Server Error instead of a 2xx")]
    public async Task An_Answer_That_Is_No_Success_Is_No_Receipt(HttpStatusCode status, string expected)
    {
        await using var pipeline = await AnsweringAsync(status);

        var problem = await Assert.ThrowsAsync<HttpRequestException>(() => ReportAsync(pipeline, ReviewOutcome.ByPolicy("No rule.")));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Single(pipeline.Requests);
    }

    [Fact]
    public async Task A_Pipeline_That_Does_Not_Answer_In_Time_Is_A_Timeout()
    {
        await using var pipeline = await LoopbackServer.StartAsync(async (context, _) =>
        {
            var aborted = new TaskCompletionSource();
            context.RequestAborted.Register(aborted.SetResult);
            await aborted.Task;
        });

        var problem = await Assert.ThrowsAsync<TimeoutException>(
            () => ReportAsync(pipeline, ReviewOutcome.ByPolicy("No rule."), ("CallbackTimeout", "00:00:01")));

        Assert.Contains("did not answer the callback within 00:00:01", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Origin_That_Is_No_Longer_Allowed_Gets_No_Callback()
    {
        await using var pipeline = await AnsweringAsync(HttpStatusCode.OK);

        var problem = await Assert.ThrowsAsync<InvalidOperationException>(
            () => ReportAsync(pipeline, ReviewOutcome.ByPolicy("No rule."), ("AllowedCallbackOrigins:0", "https://ci.example.com")));

        Assert.Contains("AllowedCallbackOrigins", problem.Message, StringComparison.Ordinal);
        Assert.Empty(pipeline.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task The_Query_Of_A_Callback_Url_Reaches_The_Pipeline_And_Nobody_Else(HttpStatusCode status)
    {
        await using var pipeline = await AnsweringAsync(status);
        using var logs = new RecordedLogs();

        var problem = await Record.ExceptionAsync(
            () => ReportAsync(pipeline, "callbacks/1?token=hush", logs, ReviewOutcome.ByPolicy("No rule.")));

        Assert.Equal("POST /callbacks/1?token=hush", Assert.Single(pipeline.Requests).ToString());
        Assert.Contains("callbacks/1", logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", $"{problem}{logs.Text}", StringComparison.Ordinal);
    }

    private static Task<LoopbackServer> AnsweringAsync(HttpStatusCode status) => LoopbackServer.StartAsync((context, _) =>
    {
        context.Response.StatusCode = (int)status;
        context.Response.Headers.Location = "/elsewhere";
        return Task.CompletedTask;
    });

    private static async Task<CallbackReceipt> ReportAsync(
        LoopbackServer pipeline, ReviewOutcome outcome, params (string Key, string Value)[] settings)
    {
        using var logs = new RecordedLogs();
        return await ReportAsync(pipeline, "callbacks/1", logs, outcome, settings);
    }

    private static async Task<CallbackReceipt> ReportAsync(
        LoopbackServer pipeline, string callback, RecordedLogs logs, ReviewOutcome outcome, params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Secrets:0"] = RequestSecret,
            ["AllowedCallbackOrigins:0"] = pipeline.Address.GetLeftPart(UriPartial.Authority),
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        await using var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Now))
            .AddStandardWebhooks(new ConfigurationBuilder().AddInMemoryCollection(all).Build())
            .BuildServiceProvider();
        var request = new DeploymentRequest(
            DeploymentId.Parse("web-1"),
            "web",
            "production",
            new RepositoryReference("github", "acme/web"),
            new CommitRange(null, Head),
            new ActorIdentity("Ada", "ada@example.com"),
            new PipelineReference("standard-webhooks", new Uri(pipeline.Address, callback).AbsoluteUri),
            Now)
        {
            ArtifactDigest = "sha256:abc",
        };
        return await services.GetServices<IPipelineGate>().Single(gate => gate.Kind == "standard-webhooks")
            .ReportAsync(request, outcome, TestContext.Current.CancellationToken);
    }
}
