using System.Text.Json;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.Tests.Adapters.Teams;

public sealed class ApprovalCardTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> Names => [.. CardStates.OfReviewer.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_State_Has_Its_Card(string state)
    {
        Approval.Verify(CardStates.ForReviewer(state).ToJsonString(Readable), "json", member: state);
    }

    [Theory]
    [InlineData("pending-with-duties", "pending-in-german")]
    [InlineData("you-approved-others-missing", "you-approved-in-german")]
    [InlineData("rejected-by-another", "rejected-in-german")]
    [InlineData("timed-out", "timed-out-in-german")]
    [InlineData("pending-with-questions", "questions-in-german")]
    [InlineData("delegated", "delegated-in-german")]
    public void A_Reader_Of_German_Gets_The_Same_Card_In_German(string state, string snapshot)
    {
        Approval.Verify(CardStates.ForReviewer(state, "de-AT").ToJsonString(Readable), "json", member: snapshot);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_A_Reviewer_Who_May_Still_Decide_Gets_Buttons(string state)
    {
        var card = CardStates.ForReviewer(state);

        Assert.Equal(state.StartsWith("pending", StringComparison.Ordinal), card["actions"] is not null);
    }

    [Fact]
    public void The_Notification_Says_What_Is_Asked()
    {
        Assert.Equal("Review needed: shop-api to production", ApprovalCard.Summarize(Waiting, AskedSara));
    }

    [Fact]
    public void Deleted_Files_Come_Before_Other_Changes()
    {
        var card = CardFrame.Write(ApprovalCard.Build(Waiting, AskedSara));

        Assert.InRange(card.IndexOf("infra/database.tf", StringComparison.Ordinal), 1, card.IndexOf("src/Cart/Cart.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Details_Are_Hidden_And_The_Notice_Stands_Directly_Above_The_Comment()
    {
        var card = ApprovalCard.Build(Waiting, AskedSara, CardStates.Console, "Say why.");

        JsonObject[] body = [.. card["body"]!.AsArray().Select(element => element!.AsObject())];
        Assert.False(body.Single(element => element["id"]?.GetValue<string>() is "details")["isVisible"]!.GetValue<bool>());
        Assert.Equal([ApprovalCard.NoticeId, "comment"], body[^2..].Select(element => element["id"]!.GetValue<string>()));
    }

    [Fact]
    public void An_Ended_Card_Is_A_Header_And_The_Way_To_The_Console()
    {
        var card = ApprovalCard.Build(Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Omar, "Fine by me")])), AskedSara, CardStates.Console);

        Assert.Equal(["Container", "ActionSet"], card["body"]!.AsArray().Select(element => element!["type"]!.GetValue<string>()));
        var shown = CardFrame.Write(card);
        Assert.Contains("“Fine by me”", shown, StringComparison.Ordinal);
        Assert.Contains("was released; the pipeline confirmed it on {{DATE(2026-03-02T09:36:00Z, SHORT)}}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_From_Commits_Is_Never_Read_As_Markdown_Or_As_A_Function()
    {
        const string Hostile = "[Approve](https://evil.example) {{DATE(2026-01-01T00:00:00Z)}} \u202Eabc";
        var review = Waiting with
        {
            Request = Waiting.Request with { Ref = Hostile, Service = Hostile },
            Assessment = Waiting.Assessment! with { Changes = Waiting.Assessment!.Changes with { Subjects = [Hostile] } },
        };

        var card = ApprovalCard.Build(review, AskedSara, CardStates.Console);

        string[] markdown = [.. Elements(card).Where(element => element["type"]?.GetValue<string>() is "TextBlock").Select(block => block["text"]!.GetValue<string>())];
        Assert.NotEmpty(markdown);
        Assert.DoesNotContain(markdown, text => text.Contains("evil", StringComparison.Ordinal));
        var shown = CardFrame.Write(card);
        Assert.DoesNotContain("{{DATE(2026-01-01", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', shown);
        Assert.Contains("{202E}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Link_That_Is_Too_Long_Is_Left_Out_Instead_Of_Cut()
    {
        var link = new Link("Diff", new Uri($"https://git.acme.example/{new string('a', 2000)}"));
        var review = Waiting with { Request = Waiting.Request with { Links = [link] } };

        var card = CardFrame.Write(ApprovalCard.Build(review, AskedSara));

        Assert.DoesNotContain("aaaa", card, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Was_Opened_Leads_To_Its_Place_And_What_Was_Not_Has_A_Button_That_Records_It()
    {
        var review = CardStates.WithDuties(EvidenceKinds.Run);

        var actions = Elements(ApprovalCard.Build(review, review.Asked[0], CardStates.Console)).ToList();

        Assert.Contains(actions, one => one["verb"]?.GetValue<string>() is "open-diff");
        Assert.DoesNotContain(actions, one => one["verb"]?.GetValue<string>() is "open-run");
        Assert.Contains(actions, one => one["title"]?.GetValue<string>() is "Go to the run" && one["url"]!.GetValue<string>() is "https://ci.acme.example/runs/7");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(25, true)]
    public void Where_The_Policy_Answers_Approvals_Without_A_Look_Evidence_Is_Opened_By_Buttons_That_Record_It(int share, bool isRecorded)
    {
        var review = Waiting with { Policy = Waiting.Policy! with { SignsAnsweredShare = share } };

        var actions = Elements(ApprovalCard.Build(review, AskedSara, CardStates.Console)).ToList();

        string[] verbs = ["open-diff", "open-run"];
        Assert.All(verbs, verb => Assert.Equal(isRecorded, actions.Exists(one => one["verb"]?.GetValue<string>() == verb)));
        Assert.Equal(!isRecorded, actions.Exists(one => one["url"]?.GetValue<string>() is "https://ci.acme.example/runs/7"));
    }

    [Fact]
    public void Each_Item_Of_The_Checklist_Sends_Itself_And_A_Refreshed_Card_Keeps_What_Was_Entered()
    {
        var review = CardStates.WithDuties(EvidenceKinds.None);

        var inputs = Elements(ApprovalCard.Build(review, review.Asked[0], inputs: CardStates.Entered with { Comment = "Half way" })).ToList();

        Assert.Equal(
            [("Backup exists", "Backup exists"), ("Rollback tried", "false")],
            inputs.Where(one => one["type"]?.GetValue<string>() is "Input.Toggle")
                .Select(one => (one["valueOn"]!.GetValue<string>(), one["value"]!.GetValue<string>())));
        Assert.Contains(inputs, one => one["id"]?.GetValue<string>() is "comment" && one["value"]!.GetValue<string>() is "Half way");
    }

    private static IEnumerable<JsonObject> Elements(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(property => Elements(property.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Elements),
        _ => [],
    };
}
