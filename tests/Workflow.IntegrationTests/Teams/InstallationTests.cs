using Workflow.Core.Reviews;
using Workflow.IntegrationTests.Graph;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>What Microsoft Graph does for the bot: the app for who has not got it, and lines in activity feeds.</summary>
public sealed class InstallationTests
{
    private static readonly (string, string)[] WithFeed =
        [("Teams:CatalogAppId", FakeTeamwork.CatalogAppId), ("Teams:NotifyInFeed", "true")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_Has_Not_Got_The_App_Gets_It_And_Then_The_Card()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        bot.ValidateAsOnStart();
        bot.Graph!.Granted.Add(FakeTeamwork.Install);
        var asked = Ask(bot);

        await bot.Channel.SendAsync(Waiting, asked, Cancellation);

        Assert.True(bot.Graph.Teamwork.HasApp(asked.Person.ObjectId!));
        Assert.Equal([$"POST users/{asked.Person.ObjectId}/teamwork/installedApps"], bot.Graph.Calls);
        Assert.Equal(3, bot.Teams.Calls.Count());
        Assert.Single(bot.Teams.Activities);
    }

    [Fact]
    public async Task Who_Has_The_App_Is_Not_Given_It()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        var asked = Ask(bot);
        bot.Graph!.Teamwork.GiveApp(asked.Person.ObjectId!);

        await bot.Channel.SendAsync(Waiting, asked, Cancellation);

        Assert.Empty(bot.Graph.Calls);
    }

    [Fact]
    public async Task An_App_That_Graph_Knows_To_Be_There_Is_Enough_To_Try_Once_More()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        bot.Graph!.Granted.Add(FakeTeamwork.Install);
        var asked = Ask(bot);
        bot.Graph.Teamwork.GiveApp(asked.Person.ObjectId!);
        bot.Teams.FailNext(403, "BotNotInConversationRoster");

        await bot.Channel.SendAsync(Waiting, asked, Cancellation);

        Assert.Single(bot.Graph.Calls);
        Assert.Single(bot.Teams.Activities);
    }

    [Fact]
    public async Task Where_Teams_Refuses_After_The_Installation_Too_It_Is_Not_Tried_A_Third_Time()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        bot.Graph!.Granted.Add(FakeTeamwork.Install);
        bot.Teams.HasApp = _ => false;

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.SendAsync(Waiting, Ask(bot), Cancellation));

        Assert.Equal(("BotNotInConversationRoster", 2, 1), (refused.Code, bot.Teams.Calls.Count(), bot.Graph.Calls.Count));
    }

    [Theory]
    [InlineData(false, true, "403 Forbidden")]
    [InlineData(true, false, "404 NotFound")]
    public async Task Where_Graph_Will_Not_Install_It_The_Person_Is_Reported_As_Refused(bool granted, bool known, string expected)
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        if (granted)
        {
            bot.Graph!.Granted.Add(FakeTeamwork.Install);
        }

        var asked = known ? Ask(bot) : AskedSara;
        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.SendAsync(Waiting, asked, Cancellation));

        Assert.Contains("cannot be installed for this person", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Single(bot.Teams.Calls);
    }

    [Fact]
    public async Task An_Error_Of_Graphs_Own_Is_No_Refusal()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        var asked = Ask(bot);
        bot.Graph!.RefuseNext($"users/{asked.Person.ObjectId}/teamwork/installedApps", 500);

        var failure = await Record.ExceptionAsync(() => bot.Channel.SendAsync(Waiting, asked, Cancellation));

        Assert.NotNull(failure);
        Assert.IsNotType<ChannelRefusedException>(failure);
    }

    [Fact]
    public async Task Another_Refusal_Of_Teams_Installs_Nothing()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        bot.Graph!.Granted.Add(FakeTeamwork.Install);
        bot.Teams.FailNext(403, "ConversationBlockedByUser");

        await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.SendAsync(Waiting, Ask(bot), Cancellation));

        Assert.Empty(bot.Graph.Calls);
    }

    [Fact]
    public async Task Nothing_Is_Installed_Where_No_App_Of_The_Catalogue_Is_Named()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync(("Teams:CatalogAppId", ""));
        bot.ValidateAsOnStart();
        bot.Graph!.Granted.Add(FakeTeamwork.Install);

        await Assert.ThrowsAsync<ChannelRefusedException>(() => bot.Channel.SendAsync(Waiting, Ask(bot), Cancellation));

        Assert.Empty(bot.Graph.Calls);
    }

    [Fact]
    public async Task A_Reminder_Is_A_Line_In_The_Feed_As_The_Manifest_Declares_It()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync(WithFeed);
        bot.ValidateAsOnStart();
        bot.Graph!.Granted.Add(FakeTeamwork.Notify);
        var asked = Ask(bot);
        bot.Graph.Teamwork.GiveApp(asked.Person.ObjectId!);

        await bot.Channel.RemindAsync(Waiting, asked, Cancellation);

        var (userId, line) = Assert.Single(bot.Graph.Teamwork.Feed);
        Assert.Equal(asked.Person.ObjectId, userId);
        Assert.Equal("approvalRequested", (string?)line["activityType"]);
        var parameter = Assert.Single(line["templateParameters"]!.AsArray())!;
        Assert.Equal(("deployment", "shop-api to production"), ((string?)parameter["name"], (string?)parameter["value"]));
        Assert.Equal("Please decide by 2 Mar 2026, 13:30:00 UTC.", (string?)line["previewText"]!["content"]);
        Assert.Empty(bot.Logs.Text);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task A_Feed_That_Cannot_Be_Written_Is_Logged_And_The_Reminder_Counts(int status)
    {
        await using var bot = await TeamsBot.StartWithGraphAsync(WithFeed);
        bot.Graph!.Granted.Add(FakeTeamwork.Notify);
        var asked = Ask(bot);
        bot.Graph.Teamwork.GiveApp(asked.Person.ObjectId!);
        bot.Graph.RefuseNext($"users/{asked.Person.ObjectId}/teamwork/sendActivityNotification", status, "3600");

        await bot.Channel.RemindAsync(Waiting, asked, Cancellation);

        Assert.Single(bot.Teams.Activities);
        Assert.Empty(bot.Graph.Teamwork.Feed);
        Assert.Contains("The activity feed of Sara Lind was not written", bot.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_The_Permission_The_Feed_Stays_Empty_And_The_Log_Says_Why()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync(WithFeed);
        var asked = Ask(bot);
        bot.Graph!.Teamwork.GiveApp(asked.Person.ObjectId!);

        await bot.Channel.RemindAsync(Waiting, asked, Cancellation);

        Assert.Contains("403 Forbidden", bot.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_Feed_Is_Written_Unasked()
    {
        await using var bot = await TeamsBot.StartWithGraphAsync();
        var asked = Ask(bot);
        bot.Graph!.Teamwork.GiveApp(asked.Person.ObjectId!);

        await bot.Channel.RemindAsync(Waiting, asked, Cancellation);

        Assert.Empty(bot.Graph.Calls);
    }

    /// <summary>Sara as an account of the fake tenant.</summary>
    private static AskedReviewer Ask(TeamsBot bot) =>
        AskedSara with { Person = Sara with { ObjectId = bot.Graph!.People.Add(1, "Sara") } };
}
