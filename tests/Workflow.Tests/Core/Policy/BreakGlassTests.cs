using CsCheck;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Policy;

public sealed class BreakGlassTests
{
    private static readonly BreakGlassRules Rules = new(
        Level.Mid, null, "release-manager", TimeSpan.FromMinutes(30), TimeSpan.FromHours(4),
        new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [new EscalationStep("after", Level.Senior, TimeSpan.FromDays(2))]));

    private static readonly DeploymentPolicy Policy = new(
        "policy",
        "digest",
        new Dictionary<string, EnvironmentSettings> { ["production"] = new(true) },
        [],
        Rules.Review)
    {
        BreakGlass = Rules,
    };

    private static readonly Person Asker = Given.Person("asker");
    private static readonly Person Confirmer = Given.Person("confirmer") with { Roles = ["release-manager"] };
    private static readonly DateTimeOffset Now = Given.Noon;

    private static readonly Gen<Person> People = Gen.Select(
        Gen.OneOf("asker", "confirmer", "third", "jane"), Gen.Enum<Level>(), Gen.Bool,
        (id, level, holds) => Given.Person(id, level) with { Roles = holds ? ["release-manager"] : [] });

    private static readonly Gen<Participant> Participants = Gen.Select(
        People, Gen.Int[1, 31], (person, roles) => new Participant(person.Identity, (Participation)roles, person));

    private static readonly Gen<Review> Reviews = Gen.Select(
        Participants.Array[0, 3], Gen.Enum<OutcomeReason>(), Gen.Bool, Gen.Bool, (participants, reason, ended, isRead) =>
            Given.Waiting() with
            {
                Assessment = isRead ? Given.Assessment(participants: participants) : null,
                Outcome = ended ? new ReviewOutcome(reason, "It ended.", []) : null,
            });

    [Fact]
    public void Asked_And_Confirmed_By_Two_People_It_Releases_Its_Content_Until_Its_Validity_Ends()
    {
        var review = Given.Waiting();

        var confirmed = Confirm(review, Asked(review), Confirmer, Now.AddMinutes(29)).Accepted!;

        Assert.Equal(BreakGlassState.Confirmed, confirmed.StateAt(Now.AddHours(4)));
        Assert.Equal(BreakGlassState.Expired, confirmed.StateAt(Now.AddHours(4).AddMinutes(29)));
        Assert.Null(BreakGlassSteps.FindDefect(confirmed, confirmed.Content, review.Assessment, Now.AddHours(4)));
        Assert.Contains("Asker", ReviewOutcome.ByBreakGlass(confirmed).Explanation, StringComparison.OrdinalIgnoreCase);
        Assert.True(ReviewOutcome.ByBreakGlass(confirmed).IsRelease);
    }

    [Fact]
    public void Unconfirmed_It_Is_No_Outcome() =>
        Assert.Throws<ArgumentException>(() => ReviewOutcome.ByBreakGlass(Asked(Given.Waiting())));

    [Fact]
    public void Asking_Again_Is_The_Same_Break_Glass_And_After_Its_Expiry_Another()
    {
        var review = Given.Waiting();
        var first = Asked(review);

        var again = BreakGlassSteps.Ask(Policy, review, first, Asker, "Other words", "INC-2", Now.AddMinutes(1));
        var later = BreakGlassSteps.Ask(Policy, review, first, Asker, "Other words", "INC-2", Now.AddMinutes(30));

        Assert.Same(first, again.Accepted);
        Assert.Equal(2, later.Accepted!.Number);
        Assert.Equal(BreakGlassRefusal.AlreadyAsked, BreakGlassSteps.Ask(Policy, review, first, Confirmer, "why", "INC", Now).Refusal);
    }

    [Theory]
    [InlineData(null, "INC-1", BreakGlassRefusal.ReasonRequired)]
    [InlineData("  ", "INC-1", BreakGlassRefusal.ReasonRequired)]
    [InlineData("why", "", BreakGlassRefusal.IncidentRequired)]
    public void Reason_And_Incident_Are_Required(string? reason, string? incident, BreakGlassRefusal refusal) =>
        Assert.Equal(refusal, BreakGlassSteps.Ask(Policy, Given.Waiting(), null, Asker, reason, incident, Now).Refusal);

    [Fact]
    public void Who_May_Not_Ask_Is_Told_Why()
    {
        var review = Given.Waiting();
        Assert.Equal(BreakGlassRefusal.RequesterNotAllowed, Ask(Policy, review, Given.Person("jun", Level.Junior)));
        Assert.Equal(BreakGlassRefusal.UnknownPerson, Ask(Policy, review, null));
        Assert.Equal(BreakGlassRefusal.NotOffered, Ask(Policy with { BreakGlass = null }, review, Asker));
        Assert.Equal(BreakGlassRefusal.ContentUnreadable, Ask(Policy, review with { Assessment = null }, Asker));
        Assert.Equal(
            BreakGlassRefusal.DeploymentEnded,
            Ask(Policy, review with { Outcome = ReviewOutcome.RejectedBy(Given.Judged("anna", DecisionKind.Reject)) }, Asker));
        Assert.Null(Ask(Policy, review with { Outcome = ReviewOutcome.Cancelled(OutcomeReason.BlockedByPolicy, "Frozen.") }, Asker));
    }

    [Fact]
    public void A_Second_Confirmation_Counts_Only_As_The_First_Persons_Own()
    {
        var review = Given.Waiting();
        var confirmed = Confirm(review, Asked(review), Confirmer, Now).Accepted!;
        var third = Given.Person("third") with { Roles = ["release-manager"] };

        Assert.Same(confirmed, Confirm(review, confirmed, Confirmer, Now).Accepted);
        Assert.Equal(BreakGlassRefusal.AlreadyConfirmed, Confirm(review, confirmed, third, Now).Refusal);
        Assert.Equal(BreakGlassRefusal.Expired, Confirm(review, Asked(review), Confirmer, Now.AddMinutes(30)).Refusal);
    }

    [Fact]
    public void A_Rejection_After_The_Fact_Ends_It()
    {
        var review = Given.Waiting();
        var confirmed = Confirm(review, Asked(review), Confirmer, Now).Accepted! with { RejectedAt = Now.AddMinutes(5) };

        Assert.NotNull(BreakGlassSteps.FindDefect(confirmed, confirmed.Content, review.Assessment, Now.AddMinutes(6)));
    }

    [Fact]
    public void Nobody_Confirms_Their_Own_And_Nobody_Who_Took_Part_And_Nobody_Junior() =>
        Gen.Select(Reviews, People, People, Gen.Int[-5, 60]).Sample((review, asker, confirmer, minutes) =>
        {
            var asked = BreakGlassSteps.Ask(Policy, review, null, asker, "why", "INC-1", Now).Accepted;
            var confirmed = BreakGlassSteps.Confirm(review, asked, confirmer, null, Now.AddMinutes(minutes)).Accepted;
            if (confirmed is null)
            {
                return;
            }

            Assert.NotEqual(asker.Id, confirmer.Id);
            Assert.True(confirmer.Level >= Level.Senior);
            Assert.Contains("release-manager", confirmer.Roles);
            Assert.DoesNotContain(review.Assessment!.Participants, one => one.Person!.Id == confirmer.Id);
            Assert.True(review.Outcome is null or { Reason: OutcomeReason.BlockedByPolicy });
            Assert.True(minutes < 30);
        });

    [Fact]
    public void Nothing_Is_Released_Unconfirmed_Or_Late_Or_With_Other_Content_Or_By_Somebody_Who_Took_Part() =>
        Gen.Select(Reviews, Gen.Bool, Gen.Int[0, 400], Gen.Bool).Sample((review, isConfirmed, minutes, isSame) =>
        {
            var asked = Asked(Given.Waiting());
            var known = isConfirmed ? asked with { Confirmed = new BreakGlassConfirmation(Confirmer, null, Now) } : asked;
            var content = isSame ? known.Content : known.Content with { Head = new string('f', 40) };

            var isReleased = BreakGlassSteps.FindDefect(known, content, review.Assessment, Now.AddMinutes(minutes)) is null;

            var tookPart = review.Assessment?.Participants.Any(one => one.Person!.Id == Confirmer.Id) ?? true;
            Assert.Equal(isConfirmed && isSame && minutes < 240 && !tookPart, isReleased);
        });

    private static BreakGlass Asked(Review review) =>
        BreakGlassSteps.Ask(Policy, review, null, Asker, "The shop is down", "INC-1", Now).Accepted!;

    private static BreakGlassRefusal? Ask(DeploymentPolicy policy, Review review, Person? person) =>
        BreakGlassSteps.Ask(policy, review, null, person, "why", "INC-1", Now).Refusal;

    private static BreakGlassJudgement Confirm(Review review, BreakGlass known, Person person, DateTimeOffset at) =>
        BreakGlassSteps.Confirm(review, known, person, null, at);
}
