using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Cards;
using Workflow.Core.Reviews;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.Tests.Adapters.Teams;

/// <summary>Every card that a review goes through, by the name of its state: what the snapshots and the pictures are made of.</summary>
internal static class CardStates
{
    public static readonly Uri Console = new("https://gate.acme.example/");

    private static readonly Person Jun = new("jun", "Jun Park", Level.Junior, "00000000-0000-0000-0000-00000000000c");
    private static readonly DateTimeOffset At = Waiting.UpdatedAt.AddMinutes(20);

    /// <summary>As Sara, who was asked first, sees it.</summary>
    public static IReadOnlyDictionary<string, (Review Review, string? Notice)> OfReviewer { get; } =
        new Dictionary<string, (Review, string?)>
        {
            ["pending"] = (Waiting, null),
            ["pending-with-notice"] = (Waiting, "Say in a comment why you reject, so that the author can act on it."),
            ["pending-under-friction"] = (UnderFriction, null),
            ["pending-after-the-fact"] = (ReleasedInAFreeze, null),
            ["pending-with-duties"] =
                (WithDuties(EvidenceKinds.Run), "Tick what you have checked before you approve: 'Rollback tried' is not ticked yet."),
            ["pending-after-anothers-approval"] = (WaitingForTwo with { Decisions = [Approved(Omar, "Fine by me")] }, null),
            ["pending-reminder"] = (With(asked => asked with { RemindedAt = At }), null),
            ["pending-escalated"] = (Waiting with { Step = "second" }, null),
            ["pending-snoozed"] = (With(asked => asked with { SnoozedUntil = At.AddHours(1) }), null),
            ["pending-handed-to-you"] = (With(asked => asked with { DelegatedBy = Omar.Name }), null),
            ["pending-with-questions"] = (Asking(answered: true), null),
            ["delegated"] = (With(asked => asked with { Delegated = new Delegation("a-1", Omar.Id, Omar.Name, At) }), null),
            ["you-approved-others-missing"] = (WaitingForTwo with { Decisions = [Approved(Sara)] }, null),
            ["you-approved"] = (Waiting with { Decisions = [Approved(Sara)] }, null),
            ["you-approved-reporting"] =
                (Ended(ReviewState.Reporting, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara)), null),
            ["you-approved-released"] =
                (Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara)), null),
            ["approved-by-another"] = (Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Omar)]), Approved(Omar)), null),
            ["you-rejected"] = (Waiting with { Decisions = [Rejected(Sara, "The database is still read by billing.")] }, null),
            ["rejected-by-another"] = (Cancelled(Rejected(Omar, "Not before the freeze.")), null),
            ["timed-out"] = (Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours."), null),
            ["superseded"] = (Cancelled(OutcomeReason.Superseded, "dep-43 deploys newer commits."), null),
            ["withdrawn"] = (Cancelled(OutcomeReason.Withdrawn, "The pipeline run was cancelled."), null),
            ["head-moved"] = (Cancelled(OutcomeReason.HeadMoved, "refs/heads/main moved to 77aa88b."), null),
            ["failed"] = (Cancelled(OutcomeReason.Failed, "The people directory did not answer."), null),
            ["no-eligible-reviewer"] =
                (Cancelled(OutcomeReason.NoEligibleReviewer, "Everyone of senior or above took part in the change."), null),
            ["unreported"] = (Ended(ReviewState.Unreported, ReviewOutcome.ApprovedBy([Approved(Sara)]), Approved(Sara)), null),
        };

    /// <summary>As Jun, who asked for the deployment, sees it.</summary>
    public static IReadOnlyDictionary<string, Review> OfAuthor { get; } = new Dictionary<string, Review>
    {
        ["author-waiting"] = OnLadder(Waiting),
        ["author-last-step"] = OnLadder(Waiting) with { Step = "second" },
        ["author-after-the-fact"] = ReleasedInAFreeze with { Deadline = At.AddHours(4) },
        ["author-question"] = OnLadder(Asking(answered: false)),
        ["author-released"] = Ended(ReviewState.Released, ReviewOutcome.ApprovedBy([Approved(Sara, "Fine")]), Approved(Sara, "Fine")),
        ["author-rejected"] = Cancelled(Rejected(Omar, "Not before the freeze.")),
        ["author-timed-out"] = Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours."),
    };

    /// <summary>As the channel sees it.</summary>
    public static IReadOnlyDictionary<string, Review> OfChannel { get; } = new Dictionary<string, Review>
    {
        ["post-offered"] = Waiting,
        ["post-ended"] = Cancelled(OutcomeReason.TimedOut, "Nobody decided within 4 hours."),
    };

    /// <summary>Every card of all readers by its state.</summary>
    /// <param name="language">Of the readers; null for English.</param>
    public static IEnumerable<(string State, JsonObject Card)> All(string? language) =>
    [
        .. OfReviewer.Select(one => (one.Key, ForReviewer(one.Key, language))),
        .. OfAuthor.Keys.Select(state => (state, ForAuthor(state, language))),
        .. OfChannel.Select(one => (one.Key, PostCard.Build(one.Value, language, Console))),
    ];

    public static JsonObject ForReviewer(string state, string? language = null)
    {
        var (review, notice) = OfReviewer[state];
        var asked = review.FindAsked(Sara.Id)!;
        var reader = asked with { Person = asked.Person with { Language = language } };
        return ApprovalCard.Build(review, reader, Console, language is null ? notice : null, Entered);
    }

    public static JsonObject ForAuthor(string state, string? language = null) =>
        AuthorCard.Build(OfAuthor[state], new ToldAuthor(Jun with { Language = language }, At), Console);

    public static CardInputs Entered { get; } = new(null, ["Backup exists"]);

    public static Review WithDuties(EvidenceKinds opened) => Waiting.WithAsked(AskedSara with { Opened = opened }) with
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

    private static Review With(Func<AskedReviewer, AskedReviewer> change) => Waiting.WithAsked(change(AskedSara));

    private static Review Asking(bool answered)
    {
        var question = new Question("q-1", Sara.Id, Sara.Name, "Who else reads the legacy cart?", At);
        var other = new Question("q-2", Sara.Id, Sara.Name, "Was the [rollback](https://evil.example) tried?", At.AddMinutes(1));
        var answer = new Answer("a-1", Jun.Id, Jun.Name, "Nobody since February, see ADR 12.", At.AddMinutes(5));
        return Waiting with { Questions = answered ? [question with { Answer = answer }, other] : [question, other] };
    }

    private static Review OnLadder(Review review) => review with
    {
        Step = "first",
        Policy = review.Policy! with
        {
            Escalation =
            [
                new EscalationStep("first", Level.Senior, TimeSpan.FromHours(2)),
                new EscalationStep("second", Level.Senior, TimeSpan.FromHours(2)),
            ],
        },
    };
}
