using System.Text.Json;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

public sealed class ChannelPostTests
{
    private static readonly ChannelPost Post = new("open", Level.Senior, null, Waiting.UpdatedAt);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Review_Is_Offered_In_A_Thread_Of_The_Channel()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:ChannelId", FakeTeams.ChannelId));

        var card = await bot.Channel.PostAsync(Waiting, Post, Cancellation);

        Assert.Equal(
            ("teams", $"{FakeTeams.ChannelId};messageid=activity-1", "activity-1"), (card.Channel, card.ConversationId, card.ActivityId));
        var call = Assert.Single(bot.Teams.Calls).Json;
        Assert.Equal(
            ["bot", "isGroup", "tenantId", "channelData", "activity"], call.EnumerateObject().Select(property => property.Name));
        Assert.Contains("\"volunteer\"", bot.Teams.Activities["activity-1"], StringComparison.Ordinal);
        Assert.Equal("Who can review this?: shop-api to production", call.GetProperty("activity").GetProperty("summary").GetString());
    }

    [Fact]
    public async Task A_Post_Is_In_The_Channels_Language()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:ChannelId", FakeTeams.ChannelId), ("Teams:ChannelLanguage", "de-AT"));

        await bot.Channel.PostAsync(Waiting, Post, Cancellation);

        Assert.Contains("Wer kann das prüfen?", Text(bot.Teams.Activities["activity-1"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Post_Is_Updated_In_Its_Thread_And_Posted_Again_Where_It_Is_Lost()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:ChannelId", FakeTeams.ChannelId));
        var card = await bot.Channel.PostAsync(Waiting, Post, Cancellation);
        var ended = Ended(ReviewState.Cancelled, ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours."));

        var updated = await bot.Channel.UpdatePostAsync(ended, Post, card, Cancellation);
        var anew = await bot.Channel.UpdatePostAsync(ended, Post, card with { ActivityId = "lost" }, Cancellation);

        Assert.Equal((card, "activity-2"), (updated, anew.ActivityId));
        Assert.All(bot.Teams.Activities.Values, message => Assert.DoesNotContain("Action.Execute", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_A_Channel_A_Post_Is_Refused_With_The_Setting_That_Is_Missing()
    {
        await using var bot = await TeamsBot.StartAsync();

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.PostAsync(Waiting, Post, Cancellation));

        Assert.Contains("Teams:ChannelId", refused.Message, StringComparison.Ordinal);
        Assert.Empty(bot.Teams.Calls);
    }

    [Fact]
    public async Task A_Channel_Whose_Team_Has_Not_Got_The_App_Refuses_The_Post()
    {
        await using var bot = await TeamsBot.StartAsync(("Teams:ChannelId", "19:another@thread.tacv2"));

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.PostAsync(Waiting, Post, Cancellation));

        Assert.Equal("BotNotInConversationRoster", refused.Code);
        Assert.Single(bot.Teams.Calls);
    }

    private static string Text(string json) => JsonDocument.Parse(json).RootElement.GetProperty("summary").GetString()!;
}
