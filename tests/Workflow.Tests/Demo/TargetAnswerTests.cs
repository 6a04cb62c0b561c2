using System.Net;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Demo;
using Workflow.LocalHost.Demo.Gates;

namespace Workflow.Tests.Demo;

/// <summary>What the demo makes of the answers of a gate elsewhere.</summary>
public sealed class TargetAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Redirect)]
    public async Task Where_A_Gate_Asks_Who_Reads_It_The_Demo_Says_How_To_Tell(HttpStatusCode status)
    {
        using var http = Answering(() => new HttpResponseMessage(status));

        var refused = await Assert.ThrowsAsync<DemoException>(() => new GateClient(http).EnsureReadableAsync(Cancellation));

        Assert.Contains("GATE_TOKEN", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "<html>", "no gate of this version")]
    [InlineData(HttpStatusCode.BadRequest, """{"detail": "limit is wrong"}""", "400 limit is wrong")]
    [InlineData(HttpStatusCode.NotFound, "<html>", "404 <html>")]
    public async Task What_Is_No_Answer_Of_A_Gate_Is_Shown(HttpStatusCode status, string body, string words)
    {
        using var http = Answering(() => new HttpResponseMessage(status) { Content = new StringContent(body) });

        var refused = await Assert.ThrowsAsync<DemoException>(() => new GateClient(http).EnsureReadableAsync(Cancellation));

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Gate_That_Restarts_Is_Asked_Again()
    {
        var clock = new FakeTimeProvider();
        var answers = new Queue<Func<HttpResponseMessage>>(
        [
            () => throw new HttpRequestException("Connection refused"),
            () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable),
            () => new HttpResponseMessage(HttpStatusCode.OK),
        ]);
        using var http = Patient(clock, () => answers.Dequeue()());

        using var answer = await LetTimePassAsync(clock, http.GetAsync(new Uri("/readyz", UriKind.Relative), Cancellation));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_Gate_That_Is_Gone_Is_Not_Asked_For_Ever_And_A_Request_Is_Sent_Once()
    {
        var clock = new FakeTimeProvider();
        var asked = 0;
        using var http = Patient(clock, () =>
        {
            asked++;
            throw new HttpRequestException("Connection refused");
        });

        await Assert.ThrowsAsync<DemoException>(() => http.PostAsync(new Uri("/webhooks/standard", UriKind.Relative), null, Cancellation));
        Assert.Equal(1, asked);

        var gone = await Assert.ThrowsAsync<DemoException>(() => LetTimePassAsync(
            clock, http.GetAsync(new Uri("/api/deployments", UriKind.Relative), Cancellation)));
        Assert.InRange(asked, 3, 2 + (int)PatientHandler.UsualPatience.TotalSeconds);
        Assert.Contains("does not answer: Connection refused", gone.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> LetTimePassAsync(FakeTimeProvider clock, Task<HttpResponseMessage> asking)
    {
        while (!asking.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await asking;
    }

    private static HttpClient Answering(Func<HttpResponseMessage> answer) => new(new Answers(answer)) { BaseAddress = SampleTarget.Gate };

    private static HttpClient Patient(TimeProvider clock, Func<HttpResponseMessage> answer) =>
        new(new PatientHandler(SampleTarget.Gate, PatientHandler.UsualPatience, clock) { InnerHandler = new Answers(answer) })
        {
            BaseAddress = SampleTarget.Gate,
        };

    private sealed class Answers(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer());
    }
}
