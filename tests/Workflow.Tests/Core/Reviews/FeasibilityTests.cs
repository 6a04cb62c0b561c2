using CsCheck;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class FeasibilityTests
{
    private static readonly Person Rita = Given.Person("rita") with { Roles = ["dba"], Team = "data", Logins = ["github:rita"] };
    private static readonly Person Sam = Given.Person("sam") with { Team = "shop" };

    [Fact]
    public void What_The_People_Can_Give_Together_Is_Possible() =>
        Assert.Null(Feasibility.FindDefect(
            new ReviewRequirement(Level.Senior, 2) { Roles = ["dba"], Teams = ["shop"], CodeOwner = true, DifferentTeams = true },
            [Rita, Sam],
            ["@rita"]));

    [Theory]
    [InlineData(3, null, null, false, "1 more approval would be missing")]
    [InlineData(1, "security", null, false, "somebody with the role 'security' would be missing")]
    [InlineData(1, null, "web", false, "somebody of the team 'web' would be missing")]
    [InlineData(1, null, null, true, "an owner of changed files would be missing. No CODEOWNERS file names owners")]
    public void What_They_Cannot_Is_Said_With_What_Is_Missing(int approvals, string? role, string? team, bool owner, string missing)
    {
        var requirement = new ReviewRequirement(Level.Senior, approvals)
        {
            Roles = role is null ? [] : [role],
            Teams = team is null ? [] : [team],
            CodeOwner = owner,
        };

        Assert.Contains(missing, Feasibility.FindDefect(requirement, [Rita, Sam], null), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_Nobody_May_Review_Nothing_Is_Said_Here() =>
        Assert.Null(Feasibility.FindDefect(new ReviewRequirement(Level.Senior, 5), [], null));

    [Fact]
    public void More_People_Never_Make_A_Possible_Review_Impossible() =>
        Gen.Select(Gen.Int[1, 3], Gen.Bool, Gen.Bool, Gen.Int[0, 3], Gen.Int[1, 3]).Sample((approvals, different, role, before, more) =>
        {
            var requirement = new ReviewRequirement(Level.Senior, approvals) { DifferentTeams = different, Roles = role ? ["dba"] : [] };
            Person[] people = [Rita, Sam, Given.Person("tom"), Given.Person("uma") with { Team = "shop" }, Given.Person("val"), Given.Person("wim")];

            var possible = before > 0 && Feasibility.FindDefect(requirement, people[..before], null) is null;

            Assert.True(!possible || Feasibility.FindDefect(requirement, people[..(before + more)], null) is null);
        });

    [Fact]
    public void A_Team_That_Only_The_Sponsor_Brought_In_Is_Left_Out_Where_Nobody_Of_It_May_Review()
    {
        var requirement = new ReviewRequirement(Level.Senior, 1) { Teams = ["data", "payments", "web"] };

        Assert.Equal(["data", "web"], Feasibility.WithoutEmptySponsorTeams(requirement, [Rita], ["web"]).Teams);
        Assert.Equal(requirement.Teams, Feasibility.WithoutEmptySponsorTeams(requirement, [Rita], ["payments", "web"]).Teams);
    }

    [Fact]
    public void A_Ladder_May_Be_As_Long_As_Is_Waited_And_No_Longer()
    {
        EscalationStep[] ladder = [new("a", Level.Senior, TimeSpan.FromHours(2)), new("b", Level.Senior, TimeSpan.FromHours(4))];

        Assert.Null(Feasibility.FindLadderDefect(ladder, Given.Noon, TimeSpan.FromHours(6), "it"));
        Assert.Contains(
            "takes up to 6 hours, and it waits no longer than 5 hours",
            Feasibility.FindLadderDefect(ladder, Given.Noon, TimeSpan.FromHours(5), "it"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_Reviewers_Working_Time_Counts_As_Long_As_It_May_Take()
    {
        EscalationStep[] ladder = [new("a", Level.Senior, TimeSpan.FromHours(4)) { InReviewersHours = true }];

        Assert.Contains(
            "takes up to 5 days", Feasibility.FindLadderDefect(ladder, Given.Noon, TimeSpan.FromDays(4), "it"), StringComparison.Ordinal);
        Assert.Null(Feasibility.FindLadderDefect(ladder, Given.Noon, TimeSpan.FromDays(5), "it"));
        Assert.Equal(Given.Noon.AddHours(20).AddDays(4), LadderEnd.Of([new("z", Level.Senior, TimeSpan.FromHours(1)), .. ladder], "z", Given.Noon));
    }

    [Fact]
    public void Working_Time_Counts_As_Long_As_It_Takes()
    {
        var hours = new WorkingHours("UTC", [DayOfWeek.Monday], new TimeOnly(9, 0), new TimeOnly(10, 0), []);
        EscalationStep[] ladder = [new("a", Level.Senior, TimeSpan.FromHours(2)) { Hours = hours }];

        Assert.NotNull(Feasibility.FindLadderDefect(ladder, Given.Noon, TimeSpan.FromDays(7), "it"));
        Assert.Null(Feasibility.FindLadderDefect(ladder, Given.Noon, TimeSpan.FromDays(14), "it"));
    }
}
