using System.Text.Json.Nodes;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using static Workflow.IntegrationTests.Teams.People;
using static Workflow.IntegrationTests.Teams.TeamsBot;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>The buttons with which a reviewer does something besides deciding.</summary>
public sealed class CardActionTests
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const string MessageType = "application/vnd.microsoft.activity.message";

    [Fact]
    public async Task A_Question_Is_On_The_Card_That_Comes_Back_And_The_Input_Is_Empty_Again()
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("ask", "Why this week?"));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains("Why this week?", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"value\":\"Why this week?\"", reply.Json, StringComparison.Ordinal);
        var action = Assert.Single(bot.Gate.Actions);
        Assert.Equal((ReviewActionKind.Ask, "Why this week?", Sara.ObjectId), (action.Kind, action.Text, action.By.ObjectId));
    }

    [Fact]
    public async Task The_Same_Press_Delivered_Twice_Is_One_Action()
    {
        await using var bot = await StartAsync(Waiting);

        await bot.ReceiveAsync(bot.Press("ask", "Why this week?"));
        await bot.ReceiveAsync(bot.Press("ask", "Why this week?"));

        Assert.Single(bot.Gate.Actions.Select(action => action.Id).Distinct());
    }

    [Fact]
    public async Task A_Question_Without_Words_Gets_The_Card_Back_With_The_Reason()
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("ask", "  "));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains("Write your text before you send it.", reply.Json, StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Actions);
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("delegate")]
    [InlineData("snooze")]
    public async Task Who_Was_Not_Asked_Can_Do_Nothing_With_A_Reviewers_Buttons(string verb)
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press(verb, "Why?", Vera.ObjectId, ("to", Omar.ObjectId), ("minutes", "30")));

        Assert.Equal((MessageType, "You were not asked to review this deployment."), (TypeOf(reply), ValueOf(reply)));
        Assert.Empty(bot.Gate.Actions);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-00000000000d")]
    [InlineData("vera")]
    public async Task A_Review_Is_Handed_To_Somebody_Eligible(string to)
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("delegate", inputs: ("to", to)));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains("Vera Roth", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"approve\"", reply.Json, StringComparison.Ordinal);
        Assert.Equal((ReviewActionKind.Delegate, to), (Assert.Single(bot.Gate.Actions).Kind, bot.Gate.Actions[0].To));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-00000000000e", "The review cannot be handed over: ")]
    [InlineData("00000000-0000-0000-0000-00000000000c", "The review cannot be handed over: ")]
    [InlineData("00000000-0000-0000-0000-00000000000b", "Omar Haddad was asked already.")]
    [InlineData("somebody else", "Choose somebody from the list")]
    [InlineData("", "Choose somebody from the list")]
    [InlineData(17, "Choose somebody from the list")]
    public async Task A_Review_Is_Handed_To_Nobody_Else_And_The_Card_Keeps_What_Was_Entered(object to, string expected)
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("delegate", "Half way", inputs: ("to", JsonValue.Create(to))));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains(expected, reply.Json, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"Half way\"", reply.Json, StringComparison.Ordinal);
        Assert.Contains("\"approve\"", reply.Json, StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Actions);
    }

    [Fact]
    public async Task Reminders_Are_Put_Off_Within_The_Deadline()
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("snooze", inputs: ("minutes", "60")));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Equal(bot.Time.GetUtcNow().AddHours(1), Assert.Single(bot.Gate.Actions).Until);
    }

    [Theory]
    [InlineData("240", "That is not within the deadline.")]
    [InlineData("2000000000", "That is not within the deadline.")]
    [InlineData("0", "Choose a time that is still to come.")]
    [InlineData("-30", "Choose a time that is still to come.")]
    [InlineData("soon", "Choose a time that is still to come.")]
    [InlineData(60, "Choose a time that is still to come.")]
    [InlineData(null, "Choose a time that is still to come.")]
    public async Task Reminders_Are_Put_Off_To_No_Other_Time(object? minutes, string expected)
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("snooze", inputs: ("minutes", JsonValue.Create(minutes))));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains(expected, reply.Json, StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Actions);
    }

    [Theory]
    [InlineData("ask")]
    [InlineData("delegate")]
    [InlineData("snooze")]
    [InlineData("answer")]
    [InlineData("withdraw")]
    [InlineData("volunteer")]
    public async Task Every_Button_Is_Checked_For_What_Is_Missing(string verb)
    {
        await using var bot = await StartAsync(Waiting);

        var noReview = await bot.ReceiveAsync(bot.Press(verb, inputs: ("reviewId", "no review/id")));
        var noHead = await bot.ReceiveAsync(bot.Press(verb, inputs: ("head", 7)));
        var noSender = await bot.ReceiveAsync(bot.Press(verb, objectId: " "));
        var older = await bot.ReceiveAsync(bot.Press(verb, inputs: ("cardVersion", "1")));
        var unknown = await bot.ReceiveAsync(bot.Press(verb, inputs: ("reviewId", "dep-0")));

        Assert.All([noReview, noHead, noSender], reply => Assert.Equal(400, Json(reply).GetProperty("statusCode").GetInt32()));
        Assert.Equal("This card is of an older make. Please wait for the next one.", ValueOf(older));
        Assert.Equal("There is no such review.", ValueOf(unknown));
        Assert.Empty(bot.Gate.Actions);
    }

    [Fact]
    public async Task A_Press_After_The_End_Says_How_It_Ended()
    {
        await using var bot = await StartAsync(
            Ended(ReviewState.Cancelled, ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours.")));

        var reply = await bot.ReceiveAsync(bot.Press("ask", "Why?"));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains("This review has ended. Nobody decided within 4 hours.", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Action.Execute", reply.Json, StringComparison.Ordinal);
    }

    private static async Task<TeamsBot> StartAsync(Review review)
    {
        var bot = await TeamsBot.StartAsync();
        bot.Gate.People.AddRange([Jun, Vera, Kai]);
        await bot.Gate.Reviews.CreateAsync(review, TestContext.Current.CancellationToken);
        return bot;
    }

    private static string? TypeOf(ChannelReply reply) => Json(reply).GetProperty("type").GetString();

    private static string? ValueOf(ChannelReply reply) => Json(reply).GetProperty("value").GetString();
}
