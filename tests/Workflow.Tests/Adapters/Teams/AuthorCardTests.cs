using System.Text.Json;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Teams;

public sealed class AuthorCardTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Authors => [.. CardStates.OfAuthor.Keys];

    public static TheoryData<string> Posts => [.. CardStates.OfChannel.Keys];

    public static TheoryData<string> Languages => ["en", "de"];

    [Theory]
    [MemberData(nameof(Authors))]
    public void An_Author_Sees_How_It_Stands(string state) =>
        Approval.Verify(CardStates.ForAuthor(state).ToJsonString(Readable), "json", member: state);

    [Fact]
    public void An_Author_Who_Reads_German_Is_Told_In_German() =>
        Approval.Verify(CardStates.ForAuthor("author-question", "de").ToJsonString(Readable), "json", member: "author-question-in-german");

    [Theory]
    [MemberData(nameof(Posts))]
    public void A_Channel_Sees_What_It_Can_Take_And_How_It_Ended(string state) =>
        Approval.Verify(PostCard.Build(CardStates.OfChannel[state], null, CardStates.Console).ToJsonString(Readable), "json", member: state);

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_Card_Fits_Into_A_Message_And_Reads_No_Markdown_Of_Others(string language)
    {
        foreach (var (state, card) in CardStates.All(language))
        {
            var json = CardFrame.Write(card);
            Assert.True(System.Text.Encoding.UTF8.GetByteCount(json) <= ApprovalCard.MaxBytes, state);
            Assert.DoesNotContain("\"TextBlock\",\"text\":\"[rollback]", json, StringComparison.Ordinal);
            Assert.DoesNotContain(":null", json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_Question_That_An_Answer_Is_To_Is_Shown_However_Many_Came_After_It()
    {
        var review = CardStates.OfAuthor["author-question"];
        var open = review.Questions[0];
        var later = Enumerable.Range(1, 19).Select(number => open with
        {
            Id = $"later-{number}",
            Text = $"Later {number}",
            Answer = new Answer($"answer-{number}", "jun", "Jun Park", "Yes", review.UpdatedAt),
        });

        var card = CardFrame.Write(AuthorCard.Build(
            review with { Questions = [open, .. later] }, new ToldAuthor(SampleReviews.Omar, review.UpdatedAt)));

        Assert.Contains(open.Text, card, StringComparison.Ordinal);
        Assert.Contains("Later 19", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_Handed_A_Review_Over_Or_Cannot_Be_Reached_Is_Not_Waited_For()
    {
        var review = CardStates.OfReviewer["delegated"].Review with { State = ReviewState.Waiting };

        var card = CardFrame.Write(AuthorCard.Build(review, new ToldAuthor(SampleReviews.Omar, review.UpdatedAt)));

        Assert.DoesNotContain("Sara Lind", card, StringComparison.Ordinal);
        Assert.Contains("Omar Haddad", card, StringComparison.Ordinal);
    }
}
