using CsCheck;
using Workflow.Cli.Policy.Backtest;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Tests.Core;

namespace Workflow.Tests.Cli.Backtest;

/// <summary>Two decisions side by side.</summary>
public sealed class DecisionDifferenceTests
{
    private static readonly Gen<IReadOnlyList<string>> Names = Gen.Int[0, 2].Select(IReadOnlyList<string> (count) => count switch
    {
        0 => [],
        1 => ["a"],
        _ => ["a", "b"],
    });

    private static readonly Gen<ReviewRequirement> Requirement = Gen.Select(
        Gen.Select(Gen.Enum<Level>(), Gen.Int[1, 3], (level, approvals) => new ReviewRequirement(level, approvals)),
        Gen.Select(Names, Names, Names),
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 7], Gen.Int[0, 2]),
        (requirement, lists, flags, more) => requirement with
        {
            Roles = lists.Item1,
            Teams = lists.Item2,
            Checklist = lists.Item3,
            CodeOwner = flags.Item1,
            SponsorsTeam = flags.Item2,
            DifferentTeams = flags.Item3,
            Independent = flags.Item4,
            MinimumReading = TimeSpan.FromMinutes(more.Item1),
            Evidence = (EvidenceKinds)more.Item2,
            FreshSignIn = TimeSpan.FromMinutes(more.Item3),
        });

    [Fact]
    public void Something_Is_Said_Where_And_Only_Where_Requirements_Differ() => Gen.Select(Requirement, Requirement).Sample((one, other) =>
        DecisionDifference.Of(Review(one), Review(other)).Count == 0 == one.Equals(other));

    [Fact]
    public void Nothing_Is_Said_Of_The_Same() => Requirement.Sample(one =>
        DecisionDifference.Of(Review(one), Review(one with { }) with { Rules = ["another"] }).Count == 0);

    [Fact]
    public void Each_Difference_Is_A_Phrase()
    {
        var one = new ReviewRequirement(Level.Mid, 1) { Teams = ["shop"] };
        var other = new ReviewRequirement(Level.Senior, 2) { Teams = ["data"], CodeOwner = true, Evidence = EvidenceKinds.Diff };

        Assert.Equal(
            [
                "1 more approval", "senior instead of mid", "also one of team 'data'", "not one of team 'shop'", "also after opening 'diff'",
                "also one by a code owner",
            ],
            DecisionDifference.Of(Review(one), Review(other)));
    }

    [Fact]
    public void Of_Two_Verdicts_Only_These_Are_Named() => Assert.Equal(
        ["release -> 2 approvals by senior or above"],
        DecisionDifference.Of(new PastDecision(Verdict.Release, null, []), Review(new ReviewRequirement(Level.Senior, 2))));

    [Fact]
    public void Shares_Make_Up_What_A_Review_Takes() => Gen.Select(Requirement, Gen.Int[4, 8]).Sample((requirement, count) =>
    {
        Person[] people =
        [
            .. Enumerable.Range(0, count).Select(index =>
                Given.Person($"p{index}") with { Team = index % 2 == 0 ? "a" : "b", Roles = ["a"] }),
        ];

        var shares = ReviewShare.Of(requirement, people, []);

        return shares.All(share => share.Approvals is >= 0 and <= 1 + 1e-9)
            && shares.Sum(share => share.Approvals) <= ReviewShare.PeopleOf(requirement) + 1e-9
            && shares.Sum(share => share.Approvals) > 0;
    });

    [Fact]
    public void A_Demanded_Team_Gives_One_Approval_And_All_Share_The_Rest()
    {
        var requirement = new ReviewRequirement(Level.Senior, 2) { Teams = ["data"] };
        Person[] people =
        [
            Given.Person("a") with { Team = "data" }, Given.Person("b") with { Team = "shop" },
            Given.Person("c") with { Team = "shop" }, Given.Person("d") with { Team = "shop" },
        ];

        Assert.Equal([1, 0.25, 0.25, 0.25], ReviewShare.Of(requirement, people, []).Select(share => share.Approvals));
    }

    private static PastDecision Review(ReviewRequirement requirement) => new(Verdict.RequireReview, requirement, ["rule"]);
}
