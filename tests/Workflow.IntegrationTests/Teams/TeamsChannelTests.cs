using System.Text.Json;
using Microsoft.Extensions.Options;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

public sealed class TeamsChannelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Reviewer_Is_Sent_A_Card_In_Their_Own_Chat()
    {
        await using var bot = await TeamsBot.StartAsync();

        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(new CardReference("teams", "a:chat/1", "activity-1") { ServiceUrl = new Uri(bot.Teams.ServiceUrl) }, card);
        Assert.Contains(Sara.ObjectId!, bot.Teams.Calls.First().Text, StringComparison.Ordinal);
        using var message = JsonDocument.Parse(bot.Teams.Activities["activity-1"]);
        Assert.Equal("Review needed: shop-api to production", message.RootElement.GetProperty("summary").GetString());
    }

    [Fact]
    public async Task A_Token_Is_Used_Until_Shortly_Before_It_Expires()
    {
        await using var bot = await TeamsBot.StartAsync();

        await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        bot.Time.Advance(TimeSpan.FromMinutes(54));
        await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);
        Assert.Equal(1, bot.Teams.TokensIssued);
        bot.Time.Advance(TimeSpan.FromMinutes(2));
        await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(2, bot.Teams.TokensIssued);
    }

    [Fact]
    public async Task A_Refused_Token_Is_Not_Used_Again()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.FailNext(401, "Unauthorized");

        await Assert.ThrowsAsync<HttpRequestException>(() => bot.Channel.SendAsync(Waiting, AskedSara, Cancellation));
        await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Equal(2, bot.Teams.TokensIssued);
    }

    [Fact]
    public async Task A_Sent_Card_Is_Updated_In_Place()
    {
        await using var bot = await TeamsBot.StartAsync();
        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        var updated = await bot.Channel.UpdateAsync(Waiting with { Decisions = [Approved(Sara)] }, AskedSara, card, Cancellation);

        Assert.Equal(card, updated);
        Assert.Contains("You approved", Assert.Single(bot.Teams.Activities).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Card_That_Teams_Lost_Is_Sent_Anew()
    {
        await using var bot = await TeamsBot.StartAsync();
        var lost = new CardReference("teams", "a:chat/1", "activity-lost");

        var updated = await bot.Channel.UpdateAsync(Waiting, AskedSara, lost, Cancellation);

        Assert.Equal("activity-1", updated.ActivityId);
    }

    [Fact]
    public async Task A_Reminder_Is_A_Text_Of_Its_Own_And_The_Card_Says_It_Too()
    {
        await using var bot = await TeamsBot.StartAsync();
        var card = await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        await bot.Channel.RemindAsync(Waiting, AskedSara with { Card = card, RemindedAt = bot.Time.GetUtcNow() }, Cancellation);

        using var message = JsonDocument.Parse(bot.Teams.Activities["activity-2"]);
        Assert.Equal(
            "Reminder: the deployment of shop-api to production waits for your decision until 2 Mar 2026, 13:30:00 UTC. Please use its card in this chat.",
            message.RootElement.GetProperty("text").GetString());
        Assert.Equal(["POST", "POST", "PUT", "POST"], bot.Teams.Calls.Select(call => call.Method));
        Assert.Contains("Reminder", bot.Teams.Activities[card.ActivityId], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Reminder_Comes_Although_Its_Card_Is_Lost()
    {
        await using var bot = await TeamsBot.StartAsync();
        var asked = AskedSara with { Card = new CardReference("teams", "a:chat/1", "activity-9") };

        await bot.Channel.RemindAsync(Waiting, asked, Cancellation);

        Assert.Contains("Reminder: ", Assert.Single(bot.Teams.Activities).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(412, null)]
    [InlineData(429, "0")]
    [InlineData(502, null)]
    [InlineData(503, null)]
    [InlineData(504, null)]
    public async Task A_Passing_Failure_Is_Tried_Again(int status, string? retryAfter)
    {
        await using var bot = await TeamsBot.StartInRealTimeAsync();
        bot.Teams.FailNext(status, "Passing", retryAfter);

        await bot.Channel.SendAsync(Waiting, AskedSara, Cancellation);

        Assert.Single(bot.Teams.Activities);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Any_Other_Failure_Is_Not_Tried_Again(int status)
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.FailNext(status, "Lasting");

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => bot.Channel.SendAsync(Waiting, AskedSara, Cancellation));

        Assert.Contains("Lasting", exception.Message, StringComparison.Ordinal);
        Assert.Single(bot.Teams.Calls);
    }

    [Theory]
    [InlineData("BotNotInConversationRoster")]
    [InlineData("ConversationBlockedByUser")]
    [InlineData("ForbiddenOperationException")]
    [InlineData("BotDisabledByAdmin")]
    [InlineData("MessageWritesBlocked")]
    public async Task A_Person_Whom_Teams_Will_Never_Deliver_To_Is_Reported_As_Refused(string code)
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.FailNext(403, code);

        var exception = await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.SendAsync(Waiting, AskedSara, Cancellation));

        Assert.Contains(code, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Person_Without_An_Object_Id_Is_Reported_As_Refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        var asked = AskedSara with { Person = Sara with { ObjectId = null } };

        await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.SendAsync(Waiting, asked, Cancellation));
    }

    [Theory]
    [InlineData("Teams:ClientSecret", "", "ClientSecret or UseManagedIdentity")]
    [InlineData("Teams:TenantId", "", "TenantId")]
    [InlineData("Teams:ServiceUrl", "https://elsewhere.example/", "AllowedServiceHosts")]
    [InlineData("Teams:ServiceUrl", "http://smba.example/", "https")]
    [InlineData("Teams:ConsoleBaseUrl", "https://gate.example/console", "end with '/'")]
    [InlineData("Teams:NotifyInFeed", "true", "NotifyInFeed needs CatalogAppId")]
    [InlineData("Teams:CatalogAppId", "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "configure Graph (Graph:ClientId")]
    [InlineData("Teams:CatalogAppId", "gate", "CatalogAppId is 'gate'; it must be the app's id")]
    [InlineData("Teams:ChannelId", "Reviews", "ChannelId is 'Reviews'; it must be a channel's id, such as 19:")]
    [InlineData("Teams:ChannelLanguage", "Deutsch!", "ChannelLanguage is 'Deutsch!'")]
    public async Task A_Wrong_Setting_Is_An_Error_That_Names_It(string key, string value, string expected)
    {
        await using var bot = await TeamsBot.StartAsync((key, value));

        var exception = Assert.Throws<OptionsValidationException>(bot.ValidateAsOnStart);

        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_Without_A_Token_Are_Never_Allowed_With_The_Real_Service()
    {
        await using var bot = await TeamsBot.StartAsync(
            ("Teams:ServiceUrl", "https://smba.example/"), ("Teams:AllowedServiceHosts:1", "smba.example"), ("Teams:AllowUnauthenticatedLoopback", "true"));

        var exception = Assert.Throws<OptionsValidationException>(bot.ValidateAsOnStart);

        Assert.Contains("AllowUnauthenticatedLoopback", exception.Message, StringComparison.Ordinal);
    }
}
