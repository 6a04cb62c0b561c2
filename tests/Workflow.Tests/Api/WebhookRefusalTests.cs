using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;

namespace Workflow.Tests.Api;

public sealed class WebhookRefusalTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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
}
