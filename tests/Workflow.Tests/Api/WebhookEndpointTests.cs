using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Api;

public sealed class WebhookEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Deployment_Request_Is_Accepted_With_A_Link_To_Its_Review()
    {
        await using var gate = await GateServer.StartAsync();

        var response = await PostAsync(gate, new TestWebhook("requested"));

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("/deployments/d-1", response.Headers.Location?.OriginalString);
        Assert.Equal("accepted", answer.GetProperty("status").GetString());
        Assert.Equal("d-1", answer.GetProperty("deployment").GetString());
        Assert.Equal(new Uri(gate.Client.BaseAddress!, "/deployments/d-1").AbsoluteUri, answer.GetProperty("url").GetString());
        Assert.IsType<DeploymentRequest>(gate.Orchestrations.Started["d-1"].Input);
    }

    [Fact]
    public async Task A_Deployment_Request_Is_On_Record_Before_The_Answer_Whatever_Becomes_Of_Its_Orchestration()
    {
        await using var gate = await GateServer.StartAsync();

        await PostAsync(gate, new TestWebhook("requested"));

        var id = DeploymentId.Parse("d-1");
        Assert.Equal(ReviewState.Received, (await gate.Reviews.FindAsync(id, Cancellation))?.State);
        Assert.Equal("deployment.requested", Assert.Single(await gate.Audit.ReadAsync(id, Cancellation)).Entry.Kind);
    }

    [Fact]
    public async Task A_Request_That_Was_Recorded_And_Never_Started_Is_Started_As_It_Was_Recorded_When_It_Is_Sent_Again()
    {
        await using var gate = await GateServer.StartAsync();
        var recorded = SampleReviews.Request("d-1") with { RequestedAt = SampleReviews.Now - TimeSpan.FromMinutes(2) };
        await gate.KeepAsync(new Review(recorded, ReviewState.Received, recorded.RequestedAt));

        var response = await PostAsync(gate, new TestWebhook("requested"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Same(recorded, gate.Orchestrations.Started["d-1"].Input);
    }

    [Fact]
    public async Task A_Review_That_Got_Further_Is_Never_Started_Again_Although_Its_History_Is_Gone()
    {
        await using var gate = await GateServer.StartAsync();
        await gate.KeepAsync(new Review(SampleReviews.Request("d-1"), ReviewState.Waiting, SampleReviews.Now));

        var response = await PostAsync(gate, new TestWebhook("requested"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(gate.Orchestrations.Started);
    }

    [Theory]
    [InlineData("1", "content-1", HttpStatusCode.Conflict, "replayed")]
    [InlineData("2", "content-2", HttpStatusCode.Conflict, "conflict")]
    public async Task A_Delivery_That_Contradicts_An_Earlier_One_Starts_Nothing(
        string attempt, string content, HttpStatusCode status, string token)
    {
        await using var gate = await GateServer.StartAsync();
        await PostAsync(gate, new TestWebhook("requested"));

        var response = await PostAsync(gate, new TestWebhook("requested", Attempt: attempt, Content: content));

        var problem = await response.ReadProblemAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(token, problem.Token());
        Assert.Equal("d-1", problem.GetProperty("deployment").GetString());
        Assert.Single(gate.Orchestrations.Started);
    }

    [Fact]
    public async Task A_Sender_That_Tries_Again_Is_Told_That_It_Is_A_Duplicate()
    {
        await using var gate = await GateServer.StartAsync();
        await PostAsync(gate, new TestWebhook("requested"));

        var response = await PostAsync(gate, new TestWebhook("requested", Attempt: "2"));

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("duplicate", answer.GetProperty("status").GetString());
        Assert.Single(gate.Orchestrations.Started);
    }

    [Fact]
    public async Task A_Withdrawn_Deployment_Ends_Its_Review()
    {
        await using var gate = await GateServer.StartAsync();
        await PostAsync(gate, new TestWebhook("requested"));

        var response = await PostAsync(gate, new TestWebhook("ended", Delivery: "delivery-2"));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal(ReviewEvents.End, Assert.Single(gate.Orchestrations.Events).Name);
    }

    [Fact]
    public async Task An_Authentic_Webhook_Without_Work_Is_Answered_With_The_Reason()
    {
        await using var gate = await GateServer.StartAsync();

        var response = await PostAsync(gate, new TestWebhook("ping"));

        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("ignored", answer.GetProperty("status").GetString());
        Assert.Equal("A ping.", answer.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_Failing_Storage_Is_A_Reason_To_Try_Again_And_The_Next_Try_Is_Accepted()
    {
        await using var gate = await GateServer.StartAsync(
            services => services.AddSingleton<IDeliveryLog, FailingOnceDeliveryLog>());

        var failed = await PostAsync(gate, new TestWebhook("requested"));
        var taken = await PostAsync(gate, new TestWebhook("requested", Attempt: "2"));

        var problem = await failed.ReadProblemAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        Assert.NotNull(failed.Headers.RetryAfter);
        Assert.Equal("d-1", problem.GetProperty("deployment").GetString());
        Assert.DoesNotContain("table", problem.Detail(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
    }

    [Fact]
    public async Task A_Request_Takes_Effect_Although_Its_Sender_Hung_Up()
    {
        await using var gate = await GateServer.StartAsync();
        using var message = TestReceiver.Sign(new TestWebhook("requested"));
        var context = new DefaultHttpContext { RequestServices = gate.Services, RequestAborted = new CancellationToken(true) };
        context.Request.Body = await message.Content!.ReadAsStreamAsync(Cancellation);
        context.Request.RouteValues["receiver"] = "test";
        context.Request.Headers[TestReceiver.SignatureHeader.ToLowerInvariant()] =
            message.Headers.GetValues(TestReceiver.SignatureHeader).Single();

        await GateRoutes.All.Single(route => route.Name == "ReceiveWebhook").HandleAsync(context);

        Assert.Single(gate.Orchestrations.Started);
    }

    private static Task<HttpResponseMessage> PostAsync(GateServer gate, TestWebhook webhook) =>
        gate.Client.SendAsync(TestReceiver.Sign(webhook), Cancellation);

    /// <summary>The second claim works: the storage came back.</summary>
    private sealed class FailingOnceDeliveryLog : IDeliveryLog
    {
        private readonly Fakes.InMemoryDeliveryLog inner = new();
        private int calls;

        public Task<DeliveryClaim> ClaimAsync(
            string scope, string deliveryId, string contentDigest, string? attempt, CancellationToken cancellationToken) =>
            Interlocked.Increment(ref calls) == 1
                ? Task.FromException<DeliveryClaim>(new IOException("The table 'deliveries' did not answer."))
                : inner.ClaimAsync(scope, deliveryId, contentDigest, attempt, cancellationToken);

        public Task<bool> HasAttemptAsync(string scope, string deliveryId, string attempt, CancellationToken cancellationToken) =>
            inner.HasAttemptAsync(scope, deliveryId, attempt, cancellationToken);
    }
}
