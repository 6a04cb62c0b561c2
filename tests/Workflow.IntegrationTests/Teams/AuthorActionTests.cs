using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using static Workflow.IntegrationTests.Teams.People;
using static Workflow.IntegrationTests.Teams.TeamsBot;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>The buttons of an author's card and of a channel's post.</summary>
public sealed class AuthorActionTests
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const string MessageType = "application/vnd.microsoft.activity.message";

    private static readonly Review Asking = Waiting with
    {
        Questions = [new Question("q-1", Sara.Id, Sara.Name, "Who else reads the cart?", Waiting.UpdatedAt)],
    };

    private static readonly Review Offered = Waiting with { Posts = [new ChannelPost("open", Level.Senior, null, Waiting.UpdatedAt)] };

    [Fact]
    public async Task An_Answer_Of_An_Author_Is_On_The_Card_That_Comes_Back()
    {
        await using var bot = await StartAsync(Asking);

        var reply = await bot.ReceiveAsync(bot.Press("answer", null, Jun.ObjectId, ("questionId", "q-1"), ("answer", "Nobody.")));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains("Nobody.", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"verb\":\"answer\"", reply.Json, StringComparison.Ordinal);
        var action = Assert.Single(bot.Gate.Actions);
        Assert.Equal((ReviewActionKind.Answer, "q-1", "Nobody."), (action.Kind, action.QuestionId, action.Text));
    }

    [Theory]
    [InlineData("q-1", " ", "Write your text before you send it.")]
    [InlineData("q-9", "Nobody.", "There is no such question.")]
    [InlineData(null, "Nobody.", "There is no such question.")]
    public async Task An_Answer_That_Takes_No_Effect_Comes_Back_With_The_Reason(string? question, string answer, string expected)
    {
        await using var bot = await StartAsync(Asking);

        var reply = await bot.ReceiveAsync(bot.Press("answer", null, Jun.ObjectId, ("questionId", question), ("answer", answer)));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains(expected, reply.Json, StringComparison.Ordinal);
        Assert.Contains(answer.Trim(), reply.Json, StringComparison.Ordinal);
        Assert.Contains("\"verb\":\"answer\"", reply.Json, StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Actions);
    }

    [Theory]
    [InlineData("answer")]
    [InlineData("withdraw")]
    public async Task Who_Did_Not_Make_The_Change_Neither_Answers_Nor_Withdraws(string verb)
    {
        await using var bot = await StartAsync(Asking);

        var reply = await bot.ReceiveAsync(bot.Press(verb, null, Sara.ObjectId, ("questionId", "q-1"), ("answer", "Nobody.")));

        Assert.Equal(
            (MessageType, "Only those who made the change or asked for its deployment can do this."), (TypeOf(reply), ValueOf(reply)));
        Assert.Empty(bot.Gate.Actions);
        Assert.Empty(bot.Gate.Ends);
    }

    [Fact]
    public async Task An_Author_Takes_The_Request_Back()
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("withdraw", null, Jun.ObjectId));

        Assert.Equal(CardType, TypeOf(reply));
        Assert.Contains("Jun Park withdrew the request.", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Action.Execute", reply.Json, StringComparison.Ordinal);
        Assert.Equal(OutcomeReason.Withdrawn, Assert.Single(bot.Gate.Ends).Reason);
    }

    [Fact]
    public async Task A_Volunteer_Is_Told_Where_The_Card_Comes()
    {
        await using var bot = await StartAsync(Offered);

        var reply = await bot.ReceiveAsync(bot.Press("volunteer", null, Vera.ObjectId));

        Assert.Equal((MessageType, "Thank you. Your card is on its way to your chat with the gate."), (TypeOf(reply), ValueOf(reply)));
        Assert.Equal((ReviewActionKind.Volunteer, Vera.ObjectId), (Assert.Single(bot.Gate.Actions).Kind, bot.Gate.Actions[0].By.ObjectId));
    }

    [Fact]
    public async Task Who_May_Not_Review_Takes_Nothing_On_And_Everybodys_Post_Stays()
    {
        await using var bot = await StartAsync(Offered);

        var junior = await bot.ReceiveAsync(bot.Press("volunteer", null, Kai.ObjectId));
        var author = await bot.ReceiveAsync(bot.Press("volunteer", null, Jun.ObjectId));
        var asked = await bot.ReceiveAsync(bot.Press("volunteer", null, Sara.ObjectId));
        var stranger = await bot.ReceiveAsync(bot.Press("volunteer", null, "00000000-0000-0000-0000-0000000000ff"));

        Assert.All([junior, author, asked, stranger], reply => Assert.Equal(MessageType, TypeOf(reply)));
        Assert.All([junior, author], reply => Assert.StartsWith("You may not review this: ", ValueOf(reply), StringComparison.Ordinal));
        Assert.Equal("You were asked already. Please use the card in your chat with the gate.", ValueOf(asked));
        Assert.Equal("The directory does not know you.", ValueOf(stranger));
        Assert.Empty(bot.Gate.Actions);
    }

    [Fact]
    public async Task A_Review_That_Is_Not_Offered_Cannot_Be_Taken_On()
    {
        await using var bot = await StartAsync(Waiting);

        var reply = await bot.ReceiveAsync(bot.Press("volunteer", null, Vera.ObjectId));

        Assert.Equal("This review is not offered to volunteers.", ValueOf(reply));
        Assert.Empty(bot.Gate.Actions);
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
