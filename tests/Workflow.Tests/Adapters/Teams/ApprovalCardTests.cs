using System.Text.Json;
using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.Tests.Adapters.Teams;

public sealed class ApprovalCardTests
{
    private static readonly Uri Console = new("https://gate.acme.example/");
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, (Review Review, string? Notice)> States = new()
    {
        ["pending"] = (Waiting, null),
        ["pending-with-notice"] = (Waiting, "Say in a comment why you reject, so that the author can act on it."),
        ["pending-under-friction"] = (UnderFriction, null),
        ["pending-after-the-fact"] = (ReleasedInAFreeze, null),
        ["pending-with-duties"] = (WithDuties(EvidenceKinds.Run), "Tick what you have checked before you approve: 'Rollback tried' is not ticked yet."),
        ["pending-after-anothers-approval"] = (WaitingForTwo with { Decisions = [Approved(Omar, "Fine by me")] }, null),
        ["you-approved-others-missing"] = (WaitingForTwo with { Decisions = [Approved(Sara)] }, null),
        ["you-approved"] = (Waiting with { Decisions = [Approved(Sara)] }, null),
        ["you-approved-reporting"] = (Ended(ReviewState.Reporting, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara)), null),
        ["you-approved-released"] = (Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara)), null),
        ["approved-by-another"] = (Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Omar)]), Approved(Omar)), null),
        ["you-rejected"] = (Waiting with { Decisions = [Rejected(Sara, "The database is still read by billing.")] }, null),
        ["rejected-by-another"] = (Cancelled(Rejected(Omar, "Not before the freeze.")), null),
        ["timed-out"] = (Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours."), null),
        ["superseded"] = (Cancelled(OutcomeReason.Superseded, "dep-43 deploys newer commits."), null),
        ["withdrawn"] = (Cancelled(OutcomeReason.Withdrawn, "The pipeline run was cancelled."), null),
        ["head-moved"] = (Cancelled(OutcomeReason.HeadMoved, "refs/heads/main moved to 77aa88b."), null),
        ["failed"] = (Cancelled(OutcomeReason.Failed, "The people directory did not answer."), null),
        ["no-eligible-reviewer"] = (Cancelled(OutcomeReason.NoEligibleReviewer, "Everyone of senior or above took part in the change."), null),
        ["unreported"] = (Ended(ReviewState.Unreported, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara)), null),
    };

    public static TheoryData<string> Names => [.. States.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_State_Has_Its_Card(string state)
    {
        var (review, notice) = States[state];

        var card = ApprovalCard.Build(review, review.FindAsked(Sara.Id)!, Console, notice, Entered);

        Approval.Verify(card.ToJsonString(Readable), "json", member: state);
    }

    [Theory]
    [InlineData("pending-with-duties", "pending-in-german")]
    [InlineData("you-approved-others-missing", "you-approved-in-german")]
    [InlineData("rejected-by-another", "rejected-in-german")]
    [InlineData("timed-out", "timed-out-in-german")]
    public void A_Reader_Of_German_Gets_The_Same_Card_In_German(string state, string snapshot)
    {
        var review = States[state].Review;
        var asked = review.FindAsked(Sara.Id)!;
        var reader = asked with { Person = asked.Person with { Language = "de-AT" } };

        var card = ApprovalCard.Build(review, reader, Console, null, Entered);

        Approval.Verify(card.ToJsonString(Readable), "json", member: snapshot);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_A_Reviewer_Who_May_Still_Decide_Gets_Buttons(string state)
    {
        var (review, notice) = States[state];

        var card = ApprovalCard.Build(review, AskedSara, Console, notice);

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
        var card = ApprovalCard.Build(Waiting, AskedSara, Console, "Say why.");

        JsonObject[] body = [.. card["body"]!.AsArray().Select(element => element!.AsObject())];
        Assert.False(body.Single(element => element["id"]?.GetValue<string>() is "details")["isVisible"]!.GetValue<bool>());
        Assert.Equal([ApprovalCard.NoticeId, "comment"], body[^2..].Select(element => element["id"]!.GetValue<string>()));
    }

    [Fact]
    public void An_Ended_Card_Is_A_Header_And_The_Way_To_The_Console()
    {
        var card = ApprovalCard.Build(Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Omar, "Fine by me")])), AskedSara, Console);

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

        var card = ApprovalCard.Build(review, AskedSara, Console);

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
        var review = WithDuties(EvidenceKinds.Run);

        var actions = Elements(ApprovalCard.Build(review, review.Asked[0], Console)).ToList();

        Assert.Contains(actions, one => one["verb"]?.GetValue<string>() is "open-diff");
        Assert.DoesNotContain(actions, one => one["verb"]?.GetValue<string>() is "open-run");
        Assert.Contains(actions, one => one["title"]?.GetValue<string>() is "Go to the run" && one["url"]!.GetValue<string>() is "https://ci.acme.example/runs/7");
    }

    [Fact]
    public void Each_Item_Of_The_Checklist_Sends_Itself_And_A_Refreshed_Card_Keeps_What_Was_Entered()
    {
        var review = WithDuties(EvidenceKinds.None);

        var inputs = Elements(ApprovalCard.Build(review, review.Asked[0], inputs: Entered with { Comment = "Half way" })).ToList();

        Assert.Equal(
            [("Backup exists", "Backup exists"), ("Rollback tried", "false")],
            inputs.Where(one => one["type"]?.GetValue<string>() is "Input.Toggle")
                .Select(one => (one["valueOn"]!.GetValue<string>(), one["value"]!.GetValue<string>())));
        Assert.Contains(inputs, one => one["id"]?.GetValue<string>() is "comment" && one["value"]!.GetValue<string>() is "Half way");
    }

    private static CardInputs Entered { get; } = new(null, ["Backup exists"]);

    private static Review WithDuties(EvidenceKinds opened) => Waiting.WithAsked(AskedSara with { Opened = opened }) with
    {
        Policy = Waiting.Policy! with
        {
            Requirement = Waiting.Policy.Requirement! with
            {
                Checklist = ["Backup exists", "Rollback tried"],
                MinimumReading = TimeSpan.FromMinutes(10),
                Evidence = EvidenceKinds.Diff | EvidenceKinds.Run | EvidenceKinds.Findings,
            },
        },
    };

    private static Review Cancelled(OutcomeReason reason, string explanation) =>
        Ended(ReviewState.Cancelled, ReviewOutcome.Cancelled(reason, explanation));

    private static Review Cancelled(JudgedDecision rejection) =>
        Ended(ReviewState.Cancelled, ReviewOutcome.RejectedBy(rejection), rejection);

    private static IEnumerable<JsonObject> Elements(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(property => Elements(property.Value)).Prepend(one),
        JsonArray many => many.SelectMany(Elements),
        _ => [],
    };
}
