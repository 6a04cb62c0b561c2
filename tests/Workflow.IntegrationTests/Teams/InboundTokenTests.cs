using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

public sealed class InboundTokenTests
{
    private static readonly Dictionary<string, Action<SecurityTokenDescriptor>> Wrong = new()
    {
        ["issuer"] = token => token.Issuer = "https://another.example",
        ["audience"] = token => token.Audience = "app-2",
        ["key"] = token => token.SigningCredentials = Sign(RSA.Create(2048), "key-1", SecurityAlgorithms.RsaSha256),
        ["unknown key"] = token => token.SigningCredentials = Sign(RSA.Create(2048), "key-9", SecurityAlgorithms.RsaSha256),
        ["algorithm"] = token => token.SigningCredentials = new SigningCredentials(
            new SymmetricSecurityKey(new byte[64]) { KeyId = "key-1" }, SecurityAlgorithms.HmacSha256),
        ["no signature"] = token => token.SigningCredentials = null,
        ["expired"] = token =>
        {
            token.NotBefore -= TimeSpan.FromMinutes(66);
            token.Expires -= TimeSpan.FromMinutes(66);
        },
        ["not yet valid"] = token => token.NotBefore += TimeSpan.FromMinutes(6),
        ["service URL"] = token => token.Claims["serviceurl"] = "https://another.example/",
        ["no service URL"] = token => token.Claims.Clear(),
    };

    public static TheoryData<string> Defects => [.. Wrong.Keys];

    [Theory]
    [MemberData(nameof(Defects))]
    public async Task A_Wrong_Token_Is_Refused_And_Nothing_Is_Decided(string defect)
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);

        var reply = await bot.ReceiveAsync(bot.Press("approve"), bot.Teams.Token(bot.Time.GetUtcNow(), Wrong[defect]));

        Assert.Equal(401, reply.StatusCode);
        Assert.Empty(bot.Gate.Decisions);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer")]
    [InlineData("Bearer nonsense")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task A_Call_Without_A_Token_Is_Refused(string? authorization)
    {
        await using var bot = await TeamsBot.StartAsync();

        var reply = await bot.ReceiveAsync(bot.Press("approve"), authorization);

        Assert.Equal(401, reply.StatusCode);
    }

    [Fact]
    public async Task Clocks_May_Differ_By_Five_Minutes()
    {
        await using var bot = await TeamsBot.StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);

        var reply = await bot.ReceiveAsync(bot.Press("approve"), bot.Teams.Token(bot.Time.GetUtcNow().AddMinutes(4)));

        Assert.Equal(200, reply.StatusCode);
        Assert.Single(bot.Gate.Decisions);
    }

    [Fact]
    public async Task A_Key_That_Is_Not_Endorsed_For_The_Channel_Is_Refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.Endorsements = ["webchat"];

        var reply = await bot.ReceiveAsync(bot.Press("approve"));

        Assert.Equal(403, reply.StatusCode);
    }

    [Fact]
    public async Task Another_Tenant_Is_Refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        var press = bot.Press("approve");
        press["conversation"]!["tenantId"] = "tenant-2";

        var reply = await bot.ReceiveAsync(press);

        Assert.Equal(403, reply.StatusCode);
    }

    [Fact]
    public async Task A_New_Key_Is_Found_When_A_Token_Names_It_But_Not_More_Often_Than_Once_A_Minute()
    {
        await using var bot = await TeamsBot.StartAsync();
        var message = new JsonObject { ["type"] = "message", ["channelId"] = "msteams", ["serviceUrl"] = bot.Teams.ServiceUrl };
        Assert.Equal(200, (await bot.ReceiveAsync(message)).StatusCode);
        bot.Teams.RollKeyOver();

        var tooSoon = await bot.ReceiveAsync(message);
        bot.Time.Advance(TimeSpan.FromMinutes(1));
        var later = await bot.ReceiveAsync(message);

        Assert.Equal(401, tooSoon.StatusCode);
        Assert.Equal(200, later.StatusCode);
    }

    [Fact]
    public async Task Where_The_Keys_Cannot_Be_Read_The_Sender_Is_Asked_To_Try_Again()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:OpenIdMetadataUrl", "http://127.0.0.1:1/"));

        var reply = await bot.ReceiveAsync(bot.Press("approve"));

        Assert.Equal(503, reply.StatusCode);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 401)]
    public async Task A_Missing_Token_Is_Accepted_Only_From_This_Machine_And_Only_If_Allowed(bool isLoopback, int expected)
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:AllowUnauthenticatedLoopback", "true"));
        var body = System.Text.Encoding.UTF8.GetBytes(bot.Press("approve").ToJsonString());

        var reply = await bot.Receiver.ReceiveAsync(null, isLoopback, body, TestContext.Current.CancellationToken);

        Assert.Equal(expected, reply.StatusCode);
    }

    private static SigningCredentials Sign(RSA key, string id, string algorithm) =>
        new(new RsaSecurityKey(key) { KeyId = id }, algorithm);
}
