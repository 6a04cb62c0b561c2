using System.Net;
using System.Text;
using Workflow.Cli.Gates;

namespace Workflow.Tests.Cli;

public sealed class GateClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Step_Goes_To_The_Deployments_Route_With_The_Token()
    {
        using var gate = new FakeGate(HttpStatusCode.OK, """{"message":"The break-glass is asked for."}""");

        var answer = await SendAsync(gate, new() { ["reason"] = "down", ["incident"] = "INC-1" });

        Assert.Equal("The break-glass is asked for.", answer);
        Assert.Equal("https://gate.example.com/api/deployments/shop-1/break-glass", gate.Url);
        Assert.Equal("Bearer secret", gate.Authorization);
        Assert.Equal("""{"reason":"down","incident":"INC-1"}""", gate.Body);
    }

    [Theory]
    [InlineData("""{"detail":"Somebody else has to confirm."}""", "Somebody else has to confirm.")]
    [InlineData("<html>", "Forbidden")]
    public async Task A_Refusal_Is_Told_In_The_Gates_Words(string body, string expected)
    {
        using var gate = new FakeGate(HttpStatusCode.Forbidden, body);

        var refusal = await Assert.ThrowsAsync<IOException>(() => SendAsync(gate, []));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("403", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "GATE_TOKEN is not taken")]
    [InlineData(HttpStatusCode.NotFound, "There may be no gate at this URL")]
    [InlineData(HttpStatusCode.Found, "There may be no gate at this URL")]
    public async Task Where_The_Gate_Does_Not_Say_Why_The_Likely_Reason_Is_Given(HttpStatusCode status, string expected)
    {
        using var gate = new FakeGate(status, "<html>");

        var refusal = await Assert.ThrowsAsync<IOException>(() => Client(gate).GetAsync("api/friction-controls", Cancellation));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Page_Instead_Of_Json_Is_No_Answer_Of_A_Gate()
    {
        using var gate = new FakeGate(HttpStatusCode.OK, "<html>");

        var problem = await Assert.ThrowsAsync<IOException>(() => Client(gate).GetAsync("api/friction-controls", Cancellation));

        Assert.Contains("is no gate", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gate.example.com", "token")]
    [InlineData("ftp://gate.example.com", "token")]
    [InlineData("http://gate.example.com", "token")]
    [InlineData("https://gate.example.com", " ")]
    [InlineData("https://gate.example.com", "to\nken")]
    [InlineData("https://gate.example.com", "tökén")]
    public void A_Gate_Needs_A_Safe_Url_And_A_Token(string url, string token) =>
        Assert.Throws<FormatException>(() => GateAddress.Parse(url, token));

    [Fact]
    public async Task The_Command_Line_Names_What_Is_Missing()
    {
        var run = await GateProgram.RunAsync("", "break-glass", "ask", "--gate", "https://gate.example.com");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("--reason", run.Error, StringComparison.Ordinal);
        Assert.Contains("--incident", run.Error, StringComparison.Ordinal);
    }

    private static Task<string> SendAsync(FakeGate gate, Dictionary<string, object> body) =>
        Client(gate).PostAsync("api/deployments/shop-1/break-glass", body, Cancellation);

    private static GateClient Client(FakeGate gate) => new(GateAddress.Parse("https://gate.example.com", "secret"), gate);

    private sealed class FakeGate(HttpStatusCode status, string answer) : HttpMessageHandler
    {
        public string? Url { get; private set; }

        public string? Authorization { get; private set; }

        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Url = request.RequestUri!.AbsoluteUri;
            Authorization = request.Headers.Authorization!.ToString();
            Body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
            return new HttpResponseMessage(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
        }
    }
}
