using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Api.Access;
using Workflow.Api.Routing;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Api;

public sealed class MessageEndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Message_Reaches_The_Channel_As_It_Came_And_Its_Reply_Goes_Back()
    {
        await using var gate = await StartAsync();
        using var message = Message("""{"type":"invoke"}""");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");

        var response = await gate.Client.SendAsync(message, Cancellation);

        var seen = await response.Content.ReadFromJsonAsync<Seen>(Cancellation);
        Assert.Equal(new Seen("Bearer token", true, """{"type":"invoke"}"""), seen);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_Reply_Without_Body_Is_Its_Status_Alone()
    {
        await using var gate = await StartAsync();

        var response = await gate.Client.SendAsync(Message("empty"), Cancellation);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("Host", "rebound.example")]
    public async Task A_Caller_Behind_A_Proxy_Or_A_Foreign_Name_Is_Not_On_This_Machine(string header, string value)
    {
        await using var gate = await StartAsync();
        using var message = Message("{}");
        message.Headers.TryAddWithoutValidation(header, value);

        var response = await gate.Client.SendAsync(message, Cancellation);

        Assert.False((await response.Content.ReadFromJsonAsync<Seen>(Cancellation))!.IsLoopback);
    }

    [Fact]
    public async Task A_Host_That_Is_Handed_Its_Requests_Never_Takes_A_Caller_For_This_Machine()
    {
        await using var gate = await GateServer.StartAsync(services =>
        {
            services.AddSingleton<IChannelReceiver, EchoingChannel>();
            services.AddSingleton(new HostSocket(IsOwned: false));
            services.Configure<AccessOptions>(access => access.SignIn = nameof(SignInMode.None));
        });

        var response = await gate.Client.SendAsync(Message("{}"), Cancellation);

        Assert.False((await response.Content.ReadFromJsonAsync<Seen>(Cancellation))!.IsLoopback);
    }

    [Fact]
    public async Task What_A_Browser_Sends_To_Another_Site_Without_Asking_Is_Refused()
    {
        await using var gate = await StartAsync();
        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");

        var response = await gate.Client.PostAsync("/api/messages", text, Cancellation);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("not-json", (await response.ReadProblemAsync()).Token());
    }

    [Fact]
    public async Task A_Message_Over_256_KiB_Is_Refused()
    {
        await using var gate = await StartAsync();
        using var message = Message(new string(' ', (256 * 1024) + 1));
        message.Headers.ExpectContinue = true;

        var response = await gate.Client.SendAsync(message, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too-large", (await response.ReadProblemAsync()).Token());
    }

    [Fact]
    public async Task Without_A_Channel_There_Is_Nothing_At_The_Path()
    {
        await using var gate = await GateServer.StartAsync();

        var response = await gate.Client.SendAsync(Message("{}"), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await response.ReadProblemAsync();
    }

    private static Task<GateServer> StartAsync() =>
        GateServer.StartAsync(services => services.AddSingleton<IChannelReceiver, EchoingChannel>());

    private static HttpRequestMessage Message(string body) => new(HttpMethod.Post, "/api/messages")
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private sealed record Seen(string? Authorization, bool IsLoopback, string Body);

    private sealed class EchoingChannel : IChannelReceiver
    {
        public Task<ChannelReply> ReceiveAsync(
            string? authorization, bool isLoopback, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            var text = Encoding.UTF8.GetString(body.Span);
            return Task.FromResult(text == "empty"
                ? new ChannelReply(401)
                : new ChannelReply(200, JsonSerializer.Serialize(new Seen(authorization, isLoopback, text))));
        }
    }
}
