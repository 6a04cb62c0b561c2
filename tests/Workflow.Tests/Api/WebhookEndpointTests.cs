using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Routing;
using Workflow.Core.Deployments;
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

    [Theory]
    [InlineData("stale", TestReceiver.Secret, HttpStatusCode.Unauthorized, "stale")]
    [InlineData("malformed", TestReceiver.Secret, HttpStatusCode.UnprocessableEntity, "malformed")]
    [InlineData("requested", "another secret", HttpStatusCode.Unauthorized, "signature-wrong")]
    [InlineData("requested", null, HttpStatusCode.Unauthorized, "signature-missing")]
    public async Task A_Refused_Webhook_Starts_Nothing_And_Leaves_A_Log_Line_And_A_Count(
        string kind, string? secret, HttpStatusCode status, string token)
    {
        await using var gate = await GateServer.StartAsync();
        using var counted = new RefusalCount();
        using var request = TestReceiver.Sign(new TestWebhook(kind), secret ?? "");
        if (secret is null)
        {
            request.Headers.Remove(TestReceiver.SignatureHeader);
        }

        var response = await gate.Client.SendAsync(request, Cancellation);

        var problem = await response.ReadProblemAsync();
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(token, problem.Token());
        Assert.Empty(gate.Orchestrations.Started);
        Assert.Contains(gate.Log.Lines, line => line.Contains($"Webhook of test from 127.0.0.1 refused: {token}.", StringComparison.Ordinal));
        Assert.Contains(("test", token), counted.Refusals);
        Assert.DoesNotContain(gate.Log.Lines, line => line.Contains(TestReceiver.Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(gate.Log.Lines, line => line.Contains("delivery-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_Unknown_Receiver_Is_Answered_With_The_Known_Ones()
    {
        await using var gate = await GateServer.StartAsync();

        var response = await gate.Client.PostAsJsonAsync("/webhooks/gitlab", new { }, Cancellation);

        var problem = await response.ReadProblemAsync();
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Post to one of: /webhooks/test.", problem.Detail());
    }

    [Fact]
    public async Task A_Form_Is_Refused_With_The_Content_Type_To_Send()
    {
        await using var gate = await GateServer.StartAsync();
        using var form = new FormUrlEncodedContent([new("payload", "{}")]);

        var response = await gate.Client.PostAsync("/webhooks/test", form, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Contains("application/json", (await response.ReadProblemAsync()).Detail(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Body_Of_10_MB_Is_Refused_Before_It_Is_Sent()
    {
        await using var gate = await GateServer.StartAsync();
        var answer = await SendRawAsync(
            gate, "POST /webhooks/test HTTP/1.1\r\nHost: gate\r\nContent-Type: application/json\r\nContent-Length: 10485760\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("At most 1024 KiB", answer, StringComparison.Ordinal);
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

    private static async Task<string> SendRawAsync(GateServer gate, string head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gate.Client.BaseAddress!.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        using var reader = new StreamReader(stream);
        var answer = new StringBuilder();
        var buffer = new char[1024];
        while (await reader.ReadAsync(buffer, Cancellation) is > 0 and var read)
        {
            answer.Append(buffer, 0, read);
            if (answer.ToString().Contains('}', StringComparison.Ordinal))
            {
                break;
            }
        }

        return answer.ToString();
    }

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
    }
}
