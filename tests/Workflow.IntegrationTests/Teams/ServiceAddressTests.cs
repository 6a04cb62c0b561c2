using System.Text.Json.Nodes;
using Workflow.Core.Reviews;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>Messages go to the Bot Connector of the tenant's region, which Teams names in what it sends.</summary>
public sealed class ServiceAddressTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("message")]
    [InlineData("installationUpdate")]
    [InlineData("invoke")]
    public async Task New_Messages_Go_Where_The_Newest_Verified_Activity_Came_From(string type)
    {
        await using var bot = await TeamsBot.StartAsync();
        await ReceiveAsync(bot, bot.Teams.RegionalUrl, activity => activity["type"] = type);

        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.All(bot.Teams.Calls, call => Assert.StartsWith("/connector/emea/v3/", call.Target, StringComparison.Ordinal));
        Assert.Equal(new Uri(bot.Teams.RegionalUrl), card.ServiceUrl);
    }

    [Fact]
    public async Task An_Address_Without_A_Slash_At_Its_End_Is_The_Same()
    {
        await using var bot = await TeamsBot.StartAsync();
        await ReceiveAsync(bot, bot.Teams.RegionalUrl.TrimEnd('/'));

        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(new Uri(bot.Teams.RegionalUrl), card.ServiceUrl);
    }

    [Fact]
    public async Task A_Card_Is_Updated_Where_It_Was_Sent_And_A_Reminder_Goes_To_The_Newest_Address()
    {
        await using var bot = await TeamsBot.StartAsync();
        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        await ReceiveAsync(bot, bot.Teams.RegionalUrl);

        await bot.Channel.RemindAsync(Waiting, AskedSara with { Card = card }, Cancellation);

        var calls = bot.Teams.Calls.TakeLast(2).Select(call => (call.Method, call.Target.Contains("/emea/", StringComparison.Ordinal)));
        Assert.Equal([("PUT", false), ("POST", true)], calls);
    }

    [Fact]
    public async Task A_Card_Without_An_Address_Is_Updated_At_The_Newest()
    {
        await using var bot = await TeamsBot.StartAsync();
        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation) with { ServiceUrl = null };
        await ReceiveAsync(bot, bot.Teams.RegionalUrl);

        await bot.Channel.UpdateAsync(Waiting, AskedSara, card, Cancellation);

        Assert.StartsWith("/connector/emea/v3/", bot.Teams.Calls.Last().Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://smba.example/emea/")]
    [InlineData("http://smba.example/")]
    [InlineData("https://somebody@127.0.0.1/")]
    public async Task A_Card_At_A_Host_That_Is_Not_Allowed_Is_Updated_At_The_Newest(string address)
    {
        await using var bot = await TeamsBot.StartAsync();
        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation) with { ServiceUrl = new Uri(address) };

        var updated = await bot.Channel.UpdateAsync(Waiting, AskedSara, card, Cancellation);

        Assert.Equal(("activity-1", "PUT"), (updated.ActivityId, bot.Teams.Calls.Last().Method));
    }

    [Fact]
    public async Task A_Host_That_Is_Not_Allowed_Is_Not_Remembered()
    {
        await using var bot = await TeamsBot.StartAsync();
        await ReceiveAsync(bot, "https://smba.example/emea/");

        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(new Uri(bot.Teams.ServiceUrl), card.ServiceUrl);
    }

    [Fact]
    public async Task An_Activity_Of_Another_Tenant_Is_Not_Remembered()
    {
        await using var bot = await TeamsBot.StartAsync();
        await ReceiveAsync(bot, bot.Teams.RegionalUrl, activity => activity["conversation"]!["tenantId"] = "tenant-2");

        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(new Uri(bot.Teams.ServiceUrl), card.ServiceUrl);
    }

    [Fact]
    public async Task An_Activity_That_Is_Not_Verified_Is_Not_Remembered()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:AllowUnauthenticatedLoopback", "true"));
        var forged = bot.Press("approve");
        forged["serviceUrl"] = bot.Teams.RegionalUrl;
        await bot.ReceiveAsync(forged, authorization: null);
        await bot.ReceiveAsync(forged);

        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(new Uri(bot.Teams.ServiceUrl), card.ServiceUrl);
    }

    [Fact]
    public async Task A_Post_Keeps_Its_Address_Too()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:ChannelId", FakeTeams.ChannelId));
        await ReceiveAsync(bot, bot.Teams.RegionalUrl);

        var card = await bot.Channel.PostAsync(Waiting, new ChannelPost("open", Level.Senior, null, Waiting.UpdatedAt), Cancellation);

        Assert.Equal(new Uri(bot.Teams.RegionalUrl), card.ServiceUrl);
    }

    private static async Task ReceiveAsync(TeamsBot bot, string serviceUrl, Action<JsonObject>? change = null)
    {
        var activity = bot.Press("approve");
        activity["type"] = "message";
        activity["serviceUrl"] = serviceUrl;
        change?.Invoke(activity);
        await bot.ReceiveAsync(
            activity, bot.Teams.Token(bot.Time.GetUtcNow(), token => token.Claims["serviceurl"] = serviceUrl));
    }
}
