using System.Text.Json;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>What those who made a change, and their reviewers, are told besides the approval card.</summary>
public sealed class AuthorChatTests
{
    private static readonly ToldAuthor Jun = new(People.Jun, Waiting.UpdatedAt);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_Author_Is_Sent_A_Card_In_Their_Own_Chat()
    {
        await using var bot = await TeamsBot.StartAsync();

        var card = await bot.Channel.SendToAuthorAsync(Waiting, Jun, Cancellation);

        Assert.Equal(("teams", "a:chat/1", "activity-1"), (card.Channel, card.ConversationId, card.ActivityId));
        Assert.Contains(Jun.Person.ObjectId!, bot.Teams.Calls.First().Text, StringComparison.Ordinal);
        var message = bot.Teams.Activities["activity-1"];
        Assert.Contains("\"withdraw\"", message, StringComparison.Ordinal);
        Assert.DoesNotContain("\"approve\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Authors_Card_Is_Updated_In_Place_And_Sent_Anew_Where_It_Is_Lost()
    {
        await using var bot = await TeamsBot.StartAsync();
        var card = await bot.Channel.SendToAuthorAsync(Waiting, Jun, Cancellation);
        var released = Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Sara, "Fine")]), Approved(Sara, "Fine"));

        var updated = await bot.Channel.UpdateForAuthorAsync(released, Jun, card, Cancellation);
        var anew = await bot.Channel.UpdateForAuthorAsync(released, Jun, card with { ActivityId = "lost" }, Cancellation);

        Assert.Equal((card, "activity-2"), (updated, anew.ActivityId));
        Assert.All(bot.Teams.Activities.Values, message =>
        {
            Assert.Contains("Fine", message, StringComparison.Ordinal);
            Assert.DoesNotContain("Action.Execute", message, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(null, "Sara Lind asks about ", "Please answer on the card in this chat.")]
    [InlineData("de", "Sara Lind fragt zu ", "Bitte antworten Sie auf der Karte in diesem Chat.")]
    public async Task A_Question_Is_Announced_In_The_Readers_Language(string? language, string begin, string end)
    {
        await using var bot = await TeamsBot.StartAsync();
        var reader = Jun.Person with { Language = language };

        var text = await AnnounceAsync(bot, reader, Waiting, new News(NewsKind.Question, Sara.Name, "Who reads the cart?", null));

        Assert.StartsWith(begin, text, StringComparison.Ordinal);
        Assert.Contains("Who reads the cart?", text, StringComparison.Ordinal);
        Assert.EndsWith(end, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Answer_Is_Announced_To_Who_Asked()
    {
        await using var bot = await TeamsBot.StartAsync();

        var text = await AnnounceAsync(bot, Sara, Waiting, new News(NewsKind.Answer, "Jun Park", "Nobody since February.", Sara.Id));

        Assert.StartsWith("Jun Park answers about shop-api to production", text, StringComparison.Ordinal);
        Assert.Contains("Nobody since February.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_Outcome_Is_Announced_As_The_Card_Says_It()
    {
        await using var bot = await TeamsBot.StartAsync();
        var ended = Ended(ReviewState.Cancelled, ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours."));

        var text = await AnnounceAsync(bot, Jun.Person, ended, new News(NewsKind.Outcome, null, "Nobody decided within 4 hours.", null));

        Assert.StartsWith("shop-api to production: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_Of_Others_Is_Sent_As_Plain_Text()
    {
        await using var bot = await TeamsBot.StartAsync();

        await AnnounceAsync(bot, Jun.Person, Waiting, new News(NewsKind.Question, Sara.Name, "<b>[x](https://evil.example)</b>", null));

        using var message = JsonDocument.Parse(bot.Teams.Activities["activity-1"]);
        Assert.Equal("plain", message.RootElement.GetProperty("textFormat").GetString());
    }

    [Fact]
    public async Task A_Blocked_Chat_Is_Reported_As_Refused()
    {
        await using var bot = await TeamsBot.StartAsync();
        bot.Teams.FailNext(403, "ConversationBlockedByUser");

        var refused = await Assert.ThrowsAsync<ChannelRefusedException>(() =>
            AnnounceAsync(bot, Sara, Waiting, new News(NewsKind.Answer, "Jun Park", "Nobody.", Sara.Id)));

        Assert.Equal("ConversationBlockedByUser", refused.Code);
    }

    private static async Task<string> AnnounceAsync(TeamsBot bot, Person reader, Review review, News news)
    {
        await bot.Channel.AnnounceAsync(review, reader, new CardReference("teams", "a:chat/1", "activity-9"), news, Cancellation);
        using var message = JsonDocument.Parse(bot.Teams.Activities["activity-1"]);
        return message.RootElement.GetProperty("text").GetString()!;
    }
}
