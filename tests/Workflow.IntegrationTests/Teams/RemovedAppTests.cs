using Workflow.Core.Reviews;
using Workflow.IntegrationTests.Graph;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>Messages to a chat that the bot had, and from which the gate's app was removed since.</summary>
public sealed class RemovedAppTests : IAsyncLifetime
{
    private static readonly News Outcome = new(NewsKind.Outcome, null, "Nobody decided within 4 hours.", null);

    private TeamsBot bot = null!;
    private AskedReviewer asked = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private FakeTeamwork Teamwork => bot.Graph!.Teamwork;

    /// <summary>Sara got a card, and Teams' calls so far are those for it.</summary>
    public async ValueTask InitializeAsync()
    {
        bot = await TeamsBot.StartWithGraphAsync();
        bot.Graph!.Granted.Add(FakeTeamwork.Install);
        var sara = Sara with { ObjectId = bot.Graph.People.Add(1, "Sara") };
        Teamwork.GiveApp(sara.ObjectId);
        asked = AskedSara with { Person = sara };
        asked = asked with { Card = await bot.Channel.SendAsync(Waiting, asked, Cancellation) };
    }

    public ValueTask DisposeAsync() => bot.DisposeAsync();

    [Fact]
    public async Task A_Reminder_Brings_The_App_Back_And_The_Card_Says_It_Too()
    {
        Teamwork.TakeApp(asked.Person.ObjectId!);

        await bot.Channel.RemindAsync(Waiting, asked with { RemindedAt = bot.Time.GetUtcNow() }, Cancellation);

        Assert.True(Teamwork.HasApp(asked.Person.ObjectId!));
        Assert.Single(bot.Graph!.Calls);
        Assert.Equal(2, bot.Teams.Activities.Count);
        Assert.Contains("Reminder: ", bot.Teams.Activities["activity-2"], StringComparison.Ordinal);
        Assert.Contains("Reminder", bot.Teams.Activities[asked.Card!.ActivityId], StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_Bring_The_App_Back()
    {
        Teamwork.TakeApp(asked.Person.ObjectId!);

        await bot.Channel.AnnounceAsync(Waiting, asked.Person, asked.Card!, Outcome, Cancellation);

        Assert.Equal([$"POST users/{asked.Person.ObjectId}/teamwork/installedApps"], bot.Graph!.Calls);
        Assert.Equal(["POST", "POST", "POST", "POST", "POST"], bot.Teams.Calls.Select(call => call.Method));
        Assert.Equal(2, bot.Teams.Activities.Count);
    }

    [Fact]
    public async Task A_Card_Brings_The_App_Back_Although_Teams_Still_Opens_The_Chat()
    {
        Teamwork.TakeApp(asked.Person.ObjectId!);
        var questions = 0;
        bot.Teams.HasApp = id => Interlocked.Increment(ref questions) == 1 || Teamwork.HasApp(id);

        var card = await bot.Channel.SendAsync(Waiting, asked, Cancellation);

        Assert.Equal("activity-2", card.ActivityId);
        Assert.Single(bot.Graph!.Calls);
    }

    [Theory]
    [InlineData("BotNotInConversationRoster")]
    [InlineData("ForbiddenOperationException")]
    [InlineData("MessageWritesBlocked")]
    public async Task Each_Name_Of_It_Leads_To_One_More_Try(string code)
    {
        bot.Teams.FailNext(403, code);

        await bot.Channel.AnnounceAsync(Waiting, asked.Person, asked.Card!, Outcome, Cancellation);

        Assert.Single(bot.Graph!.Calls);
        Assert.Equal(2, bot.Teams.Activities.Count);
    }

    [Fact]
    public async Task Where_Teams_Refuses_After_The_Installation_Too_It_Is_Not_Tried_A_Third_Time()
    {
        bot.Teams.HasApp = _ => false;

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(
            () => bot.Channel.AnnounceAsync(Waiting, asked.Person, asked.Card!, Outcome, Cancellation));

        Assert.Equal(("BotNotInConversationRoster", 4, 1), (refused.Code, bot.Teams.Calls.Count(), bot.Graph!.Calls.Count));
    }

    [Theory]
    [InlineData("ConversationBlockedByUser")]
    [InlineData("BotDisabledByAdmin")]
    public async Task Who_Blocked_The_Bot_Is_Reported_As_Refused_And_Nothing_Is_Installed(string code)
    {
        bot.Teams.FailNext(403, code);
        bot.Teams.FailNext(403, code);

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.RemindAsync(Waiting, asked, Cancellation));

        Assert.Equal(code, refused.Code);
        Assert.Empty(bot.Graph!.Calls);
        Assert.Single(bot.Teams.Activities);
    }

    [Fact]
    public async Task Who_Blocked_The_Bot_And_Has_The_App_Is_Refused_Under_The_Common_Name_Too()
    {
        bot.Teams.FailNext(403, "MessageWritesBlocked");
        bot.Teams.FailNext(403, "MessageWritesBlocked");

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(
            () => bot.Channel.AnnounceAsync(Waiting, asked.Person, asked.Card!, Outcome, Cancellation));

        Assert.Equal("MessageWritesBlocked", refused.Code);
        Assert.Single(bot.Teams.Activities);
    }

    [Fact]
    public async Task A_Card_That_Only_Shows_How_It_Stands_Installs_Nothing()
    {
        Teamwork.TakeApp(asked.Person.ObjectId!);

        await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.UpdateAsync(Waiting, asked, asked.Card!, Cancellation));

        Assert.Empty(bot.Graph!.Calls);
    }
}
