using System.Text;
using System.Text.Json.Nodes;
using Workflow.Core.Reviews;
using static Workflow.IntegrationTests.Teams.TeamsBot;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

public sealed class CardDecisionTests
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";
    private const string MessageType = "application/vnd.microsoft.activity.message";

    [Fact]
    public async Task A_Decision_Is_Answered_With_The_Refreshed_Card()
    {
        await using var bot = await StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);

        var reply = await bot.ReceiveAsync(bot.Press("approve", "Looks right"));

        var answer = Json(reply);
        Assert.Equal((200, 200, CardType), (reply.StatusCode, answer.GetProperty("statusCode").GetInt32(), answer.GetProperty("type").GetString()));
        Assert.Contains("You approved", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Action.Execute", reply.Json, StringComparison.Ordinal);
        var decision = Assert.Single(bot.Gate.Decisions);
        Assert.Equal((DecisionKind.Approve, "Looks right", Sara.ObjectId), (decision.Kind, decision.Comment, decision.Reviewer.ObjectId));
        Assert.Equal((Head, bot.Time.GetUtcNow()), (decision.Head, decision.At));
    }

    [Fact]
    public async Task The_Same_Press_Delivered_Twice_Is_One_Decision_And_Another_Press_Another()
    {
        await using var bot = await StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);
        var another = bot.Press("approve");
        another["id"] = "f:2";

        await bot.ReceiveAsync(bot.Press("approve"));
        await bot.ReceiveAsync(bot.Press("approve"));
        await bot.ReceiveAsync(another);

        string[] ids = [.. bot.Gate.Decisions.Select(decision => decision.Id)];
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task A_Rejection_Without_A_Comment_Gets_The_Open_Card_Back_With_The_Reason()
    {
        await using var bot = await StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);

        var reply = await bot.ReceiveAsync(bot.Press("reject"));

        Assert.Equal(CardType, Json(reply).GetProperty("type").GetString());
        Assert.Contains("Say in a comment why you reject", reply.Json, StringComparison.Ordinal);
        Assert.Contains("Action.Execute", reply.Json, StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Decisions);
    }

    [Fact]
    public async Task Where_A_Fresh_Sign_In_Is_Asked_For_The_Card_Leads_To_The_Decision_Page()
    {
        await using var bot = await StartAsync(("Teams:ConsoleBaseUrl", "https://gate.example.com/"));
        var requirement = new ReviewRequirement(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(15) };
        await bot.Gate.Reviews.CreateAsync(
            Waiting with { Policy = Waiting.Policy! with { Requirement = requirement } }, TestContext.Current.CancellationToken);

        var reply = await bot.ReceiveAsync(bot.Press("approve"));

        Assert.Equal(CardType, Json(reply).GetProperty("type").GetString());
        Assert.Contains("at most 15 min old when you approve", reply.Json, StringComparison.Ordinal);
        Assert.Contains($"/deployments/{Waiting.Id}/decision", reply.Json, StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Decisions);
    }

    [Fact]
    public async Task Evidence_That_Is_Opened_Is_Recorded_And_The_Card_Keeps_What_Was_Entered()
    {
        await using var bot = await StartAsync();
        var requirement = new ReviewRequirement(Level.Senior, 1) { Evidence = EvidenceKinds.Run, Checklist = ["Backup exists"] };
        var review = Waiting with { Policy = Waiting.Policy! with { Requirement = requirement } };
        await bot.Gate.Reviews.CreateAsync(review, TestContext.Current.CancellationToken);
        JsonObject Press(string verb)
        {
            var press = bot.Press(verb, "Half way");
            press["value"]!["action"]!["data"]!["check-0"] = "Backup exists";
            return press;
        }

        var refused = await bot.ReceiveAsync(Press("approve"));
        var opened = await bot.ReceiveAsync(Press("open-run"));
        await bot.ReceiveAsync(Press("approve"));

        Assert.Contains("Open the run before you approve", refused.Json, StringComparison.Ordinal);
        Assert.Contains("https://ci.acme.example/runs/7", opened.Json, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"Half way\"", opened.Json, StringComparison.Ordinal);
        Assert.Contains("\"value\":\"Backup exists\"", opened.Json, StringComparison.Ordinal);
        Assert.Equal(["Backup exists"], Assert.Single(bot.Gate.Decisions).Ticked);
        var kept = await bot.Gate.Reviews.FindAsync(review.Id, TestContext.Current.CancellationToken);
        Assert.Equal(EvidenceKinds.Run, kept!.FindAsked(Sara.Id)!.Opened);
    }

    [Fact]
    public async Task A_Press_After_The_End_Gets_The_Closed_Card_With_The_Reason()
    {
        await using var bot = await StartAsync();
        var rejection = Rejected(Omar, "Not before the freeze.");
        await bot.Gate.Reviews.CreateAsync(
            Ended(ReviewState.Cancelled, ReviewOutcome.RejectedBy(rejection), rejection), TestContext.Current.CancellationToken);

        var reply = await bot.ReceiveAsync(bot.Press("approve"));

        Assert.Equal(CardType, Json(reply).GetProperty("type").GetString());
        Assert.Contains("This review has ended.", reply.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("Action.Execute", reply.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_Who_Was_Not_Asked_Is_Told_So_Whatever_Name_The_Payload_Gives()
    {
        await using var bot = await StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting with { Asked = [AskedSara] }, TestContext.Current.CancellationToken);
        var press = bot.Press("approve", objectId: Omar.ObjectId);
        press["from"]!["name"] = Sara.Name;

        var reply = await bot.ReceiveAsync(press);

        Assert.Equal(MessageType, Json(reply).GetProperty("type").GetString());
        Assert.StartsWith("You were not asked", Json(reply).GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Decisions);
    }

    [Fact]
    public async Task A_Card_Of_Content_That_Has_Changed_Decides_Nothing()
    {
        await using var bot = await StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);
        var press = bot.Press("approve");
        press["value"]!["action"]!["data"]!["head"] = "0000000000000000000000000000000000000000";

        var reply = await bot.ReceiveAsync(press);

        Assert.StartsWith("The card shows other content", Json(reply).GetProperty("value").GetString(), StringComparison.Ordinal);
        Assert.Empty(bot.Gate.Decisions);
    }

    [Theory]
    [InlineData("value.action.verb", "destroy")]
    [InlineData("value.action.data.reviewId", "no review/id")]
    [InlineData("value.action.data.head", "")]
    [InlineData("from.aadObjectId", "")]
    public async Task A_Malformed_Press_Is_Answered_With_What_Is_Wrong(string path, string value)
    {
        await using var bot = await StartAsync();
        var press = bot.Press("approve");
        var parts = path.Split('.');
        parts[..^1].Aggregate((JsonNode)press, (node, part) => node[part]!)[parts[^1]] = value;

        var reply = await bot.ReceiveAsync(press);

        var answer = Json(reply);
        Assert.Equal(400, answer.GetProperty("statusCode").GetInt32());
        Assert.Equal("application/vnd.microsoft.error", answer.GetProperty("type").GetString());
        Assert.Contains(path, answer.GetProperty("value").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"type\":", "line 1")]
    [InlineData("[]", "'type'")]
    [InlineData("{\"type\":\"invoke\",\"type\":\"invoke\"}", "twice")]
    [InlineData("approve", "no JSON")]
    public async Task A_Body_That_Is_No_Activity_Is_A_Bad_Request(string body, string expected)
    {
        await using var bot = await StartAsync();

        var reply = await bot.Receiver.ReceiveAsync(
            bot.Teams.Token(bot.Time.GetUtcNow()), isLoopback: false, Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken);

        Assert.Equal(400, reply.StatusCode);
        Assert.Contains(expected, reply.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("conversationUpdate")]
    [InlineData("installationUpdate")]
    [InlineData("message")]
    public async Task Other_Activities_Are_Accepted_And_Do_Nothing(string type)
    {
        await using var bot = await StartAsync();
        var activity = new JsonObject { ["type"] = type, ["channelId"] = "msteams", ["serviceUrl"] = bot.Teams.ServiceUrl };

        var reply = await bot.ReceiveAsync(activity);

        Assert.Equal((200, null), (reply.StatusCode, reply.Json));
    }

    [Fact]
    public async Task A_Gate_That_Is_Too_Slow_Says_So_Before_Teams_Gives_Up()
    {
        await using var bot = await StartAsync();
        await bot.Gate.Reviews.CreateAsync(Waiting, TestContext.Current.CancellationToken);
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bot.Gate.Stuck = stuck;

        var reply = bot.ReceiveAsync(bot.Press("approve"));
        await stuck.Task;
        bot.Time.Advance(TimeSpan.FromSeconds(8));

        Assert.Contains("press the button again", Json(await reply).GetProperty("value").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Review_That_Nobody_Knows_Is_Answered_In_Plain_Words()
    {
        await using var bot = await StartAsync();

        var reply = await bot.ReceiveAsync(bot.Press("approve"));

        Assert.Equal("There is no such review.", Json(reply).GetProperty("value").GetString());
    }
}
