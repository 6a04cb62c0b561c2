using Workflow.Adapters.Teams.Inbound;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.Tests.Adapters.Teams.Texts;

public sealed class RefusalTextsTests
{
    private static readonly DateTimeOffset Now = Waiting.UpdatedAt.AddMinutes(5);

    private static readonly ReviewRequirement Duties = Waiting.Policy!.Requirement! with
    {
        Checklist = ["Backup exists", "Rollback tried"],
        Evidence = EvidenceKinds.Diff | EvidenceKinds.Run,
    };

    private static readonly Dictionary<DecisionRefusal, DecisionJudgement> Refusals = new()
    {
        [DecisionRefusal.UnknownPerson] = DecisionRules.Judge(Waiting, Decide(), null),
        [DecisionRefusal.NotAsked] = DecisionRules.Judge(Waiting with { Asked = [AskedOmar] }, Decide(), Sara),
        [DecisionRefusal.NotEligible] = DecisionRules.Judge(Waiting, Decide(), Sara with { Level = Level.Junior }),
        [DecisionRefusal.AlreadyDecided] =
            DecisionRules.Judge(WaitingForTwo with { Decisions = [Approved(Sara)] }, Decide(), Sara),
        [DecisionRefusal.ReviewEnded] = DecisionRules.Judge(
            Ended(ReviewState.Cancelled, ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided.")), Decide(), Sara),
        [DecisionRefusal.HandedOver] = new(DecisionRefusal.HandedOver, "You handed this review to Omar, who decides in your place.", null)
        {
            Facts = new RefusalFacts { Items = ["Omar"] },
        },
        [DecisionRefusal.SignInRequired] =
            ApprovalRules.FindDefect(Duties with { FreshSignIn = TimeSpan.FromMinutes(15) }, AskedSara, [], Now, null)!,
        [DecisionRefusal.CommentRequired] = DecisionRules.Judge(Waiting, Decide() with { Kind = DecisionKind.Reject }, Sara),
        [DecisionRefusal.ContentChanged] = DecisionRules.Judge(Waiting, Decide() with { Head = "77aa88b" }, Sara),
        [DecisionRefusal.TooEarly] =
            ApprovalRules.FindDefect(Duties with { MinimumReading = TimeSpan.FromMinutes(10) }, AskedSara, [], Now, null)!,
        [DecisionRefusal.ChecklistIncomplete] = ApprovalRules.FindDefect(Duties, AskedSara, [], Now, null)!,
        [DecisionRefusal.EvidenceNotOpened] = ApprovalRules.FindDefect(Duties, AskedSara, Duties.Checklist, Now, null)!,
    };

    public static TheoryData<ActionRefusal> Actions => [.. Enum.GetValues<ActionRefusal>()];

    public static TheoryData<DecisionRefusal> Kinds => [.. Enum.GetValues<DecisionRefusal>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_English_Reader_Is_Told_What_The_Audit_Says(DecisionRefusal kind)
    {
        var refusal = Refusals[kind];

        Assert.Equal(kind, refusal.Refusal);
        var expected = refusal.Message.Replace("2026-03-02 09:40:00 UTC", "2 Mar 2026, 09:40:00 UTC", StringComparison.Ordinal);
        Assert.Equal(expected, RefusalTexts.Of(CardTexts.In("en"), refusal, null));
    }

    [Fact]
    public void A_German_Reader_Is_Told_The_Same_In_German()
    {
        var hours = new WorkingHours("Europe/Berlin", [DayOfWeek.Monday], new TimeOnly(9, 0), new TimeOnly(17, 0), []);

        var told = Enum.GetValues<DecisionRefusal>().Select(kind => $"{kind}: {RefusalTexts.Of(CardTexts.In("de"), Refusals[kind], hours)}");

        Approval.Verify(string.Join('\n', told), "txt", member: "german");
    }

    [Theory]
    [MemberData(nameof(Actions))]
    public void An_English_Reader_Is_Told_Of_A_Refused_Action_What_The_Audit_Says(ActionRefusal refusal)
    {
        Assert.Equal(refusal.Describe("Omar"), RefusalTexts.Of(CardTexts.In(null), refusal, "Omar"));
        Assert.NotEqual(refusal.Describe("Omar"), RefusalTexts.Of(CardTexts.In("de"), refusal, "Omar"));
    }

    [Fact]
    public void What_Has_No_Facts_Is_Told_As_The_Audit_Says_It()
    {
        var old = new DecisionJudgement(DecisionRefusal.TooEarly, "Read it first.", null);

        Assert.Equal("Read it first.", RefusalTexts.Of(CardTexts.In("de"), old, null));
    }

    private static Decision Decide() => new("d-1", Waiting.Id, Sara.Identity, DecisionKind.Approve, null, Head, Now);
}
