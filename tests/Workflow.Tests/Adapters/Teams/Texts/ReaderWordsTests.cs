using CsCheck;
using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Tests.Core;

namespace Workflow.Tests.Adapters.Teams.Texts;

/// <summary>What Core records as sentences, told to readers in their language.</summary>
public sealed class ReaderWordsTests
{
    private static readonly CardTexts English = CardTexts.In(null);
    private static readonly CardTexts German = CardTexts.In("de");

    private static readonly Gen<AskFact> Facts = Gen.Select(
        Gen.Enum<AskFactKind>(), Gen.OneOf("dba", "13:00 in Europe/Berlin"), Gen.Int[0, 3], Gen.Enum<Level>(), Normal);

    private static readonly Gen<ReviewRequirement> Requirements = Gen.Select(
        Gen.Select(Gen.Enum<Level>(), Gen.Int[1, 3], Gen.OneOf("dba", "lead").Array[0, 2], Gen.OneOf("shop", "data").Array[0, 2]),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.Select(Gen.OneOf(0, 2.5, 10), Gen.Int[0, 7], Gen.OneOf(0, 15.0), Gen.Int[0, 2]),
        (who, flags, proof) => new ReviewRequirement(who.Item1, who.Item2)
        {
            Roles = who.Item3,
            Teams = who.Item4,
            SponsorsTeam = flags.Item1,
            CodeOwner = flags.Item2,
            DifferentTeams = flags.Item3,
            Independent = flags.Item4,
            MinimumReading = TimeSpan.FromMinutes(proof.Item1),
            Evidence = (EvidenceKinds)proof.Item2,
            FreshSignIn = TimeSpan.FromMinutes(proof.Item3),
            Checklist = [.. Enumerable.Range(0, proof.Item4).Select(number => $"item {number}")],
        });

    [Fact]
    public void English_Readers_Read_Why_They_Are_Asked_In_The_Words_Of_The_Audit() =>
        Facts.Sample(fact => Assert.Equal(fact.ToString(), AskTexts.Of(English, fact)));

    [Fact]
    public void English_Readers_Read_What_Is_Needed_In_The_Words_Of_The_Audit() =>
        Requirements.Sample(requirement => Assert.Equal(requirement.ToString(), RequirementTexts.Of(English, requirement)));

    [Fact]
    public void German_Readers_Read_All_Of_It_In_German() => Assert.Equal(
        [
            "2 Genehmigungen ab Senior, eine mit der Rolle „dba“, aus mindestens zwei Teams, frühestens nach 2,5 Minuten Lesezeit, "
                + "nach einem Blick in den Diff und die Befunde",
            "Senior mit der Rolle „dba“, hat hier vor einem Tag committet, wurde diese Woche einmal gefragt; 3 kamen infrage",
        ],
        [
            RequirementTexts.Of(German, new ReviewRequirement(Level.Senior, 2)
            {
                Roles = ["dba"],
                DifferentTeams = true,
                MinimumReading = TimeSpan.FromMinutes(2.5),
                Evidence = EvidenceKinds.Diff | EvidenceKinds.Findings,
            }),
            AskTexts.Of(German, Asked(
                new AskFact(AskFactKind.OfLevelWithRole, "dba") { Level = Level.Senior },
                new AskFact(AskFactKind.CommittedHere, Number: 1),
                new AskFact(AskFactKind.AskedThisWeek, Number: 1),
                new AskFact(AskFactKind.Choice, Number: 3))),
        ]);

    [Fact]
    public void A_Review_From_Before_Facts_Were_Kept_Says_Why_As_It_Is_On_Record() =>
        Assert.Equal("as on record", AskTexts.Of(German, Asked()));

    [Theory]
    [InlineData(0, OutcomeReason.TimedOut, "Niemand hat rechtzeitig entschieden, obwohl eine Person gefragt wurde.")]
    [InlineData(
        1,
        OutcomeReason.TimedOut,
        "Rechtzeitig kamen Genehmigungen: 1 von 2. Noch offen: 1 weitere Genehmigung und ein Code Owner geänderter Dateien.")]
    [InlineData(0, OutcomeReason.NoEligibleReviewer, "Niemand, der dieses Deployment prüfen darf, konnte gefragt werden.")]
    [InlineData(0, OutcomeReason.Superseded, "Ein neueres Deployment desselben Dienstes ist an seine Stelle getreten.")]
    [InlineData(0, OutcomeReason.Withdrawn, "Jun Park hat die Anforderung zurückgezogen.")]
    [InlineData(0, OutcomeReason.Failed, "as on record")]
    public void German_Readers_Read_Why_A_Review_Ended(int approvals, OutcomeReason reason, string text)
    {
        var outcome = ReviewOutcome.Cancelled(reason, "as on record") with { DecidedBy = reason is OutcomeReason.Withdrawn ? ["Jun Park"] : [] };
        var review = Given.Waiting() with
        {
            Policy = Result(new ReviewRequirement(Level.Senior, 2) { CodeOwner = true }),
            Asked = [Asked()],
            Decisions = [.. Enumerable.Repeat(Given.Judged("grace", DecisionKind.Approve), approvals)],
        };

        Assert.Equal(text, OutcomeTexts.Explain(German, review, outcome));
        Assert.Equal("as on record", OutcomeTexts.Explain(English, review, outcome));
    }

    [Fact]
    public void German_Readers_Read_Which_Rules_Ask_And_What_Else_Does()
    {
        var plain = Result(new ReviewRequirement(Level.Senior, 1)) with
        {
            Grounds = [new GroundResult(GroundKind.Environment, "the environment 'production' is protected", Decides: false)],
        };
        var sampled = plain with
        {
            Deciding = ["one", "two"],
            Grounds = [.. plain.Grounds, new GroundResult(GroundKind.Signs, "a sample", Decides: true)],
        };

        Assert.Equal(
            "Keine Regel verlangt ein Review; der Standard der Richtlinie verlangt 1 Genehmigung ab Senior.",
            PolicyTexts.Reason(German, plain));
        Assert.Equal(
            "Die Regeln „one“ und „two“ verlangen 1 Genehmigung ab Senior. Darin ist eine Person mehr enthalten, weil eine Stichprobe der "
            + "Deployments sie braucht.",
            PolicyTexts.Reason(German, sampled));
        Assert.Equal("as on record", PolicyTexts.Reason(English, sampled));
        Assert.Equal("as on record", PolicyTexts.Reason(German, plain with { Verdict = Verdict.Block, Requirement = null }));
    }

    [Fact]
    public void German_Readers_Are_Told_Of_No_Rule_That_Asks_Where_A_Friction_Control_Holds_A_Release_Up()
    {
        var control = new FrictionControl(
            "fridays", "digest", "owner@example.com", "an incident", null, new FrictionScope([], []), Quorum.Least,
            Given.Noon, Given.Noon.AddDays(1), FrictionMode.Enforce);
        var held = Result(new ReviewRequirement(Level.Senior, 1)) with
        {
            Deciding = ["docs only"],
            Grounds = [new GroundResult(GroundKind.SampleLeftOut, "nobody else", Decides: true)],
            FrictionControls = [new FrictionResult(control, FrictionState.InForce, true, [], "asks") { Effect = FrictionEffect.Holds }],
        };

        Assert.Equal(
            "Ohne die Friction Control „fridays“ gäbe die Richtlinie das Deployment frei; verlangt wird: 1 Genehmigung ab Senior.",
            PolicyTexts.Reason(German, held));
    }

    [Fact]
    public void Only_Those_Who_Could_Decide_Are_Counted_As_Asked()
    {
        var review = Given.Waiting() with { Asked = [Asked(), Asked() with { Undeliverable = "no app" }] };

        Assert.Equal(
            "Niemand hat rechtzeitig entschieden, obwohl eine Person gefragt wurde.",
            OutcomeTexts.Explain(German, review, ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "as on record")));
    }

    private static AskFact Normal(AskFactKind kind, string detail, int number, Level level) => new(kind, detail, number) { Level = level };

    private static AskedReviewer Asked(params AskFact[] facts) =>
        new(Given.Person("grace"), "first", Level.Senior, null, "as on record", Given.Noon, Given.Noon.AddHours(2)) { Facts = facts };

    private static PolicyResult Result(ReviewRequirement requirement) =>
        new(Verdict.RequireReview, "as on record", "policy", "digest", [], requirement, []);
}
