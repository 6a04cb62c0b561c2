using CsCheck;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class QuorumTests
{
    private static readonly string[] Roles = ["dba", "security", "sre"];
    private static readonly string[] Teams = ["shop", "data", "web"];

    private static readonly Gen<string[]> SomeRoles = Gen.Int[0, 2].Select(index => Roles[index]).Array[0, 3].Select(all => all.Distinct().ToArray());

    private static readonly Gen<JudgedDecision> Approval = Gen.Select(
        Gen.Int[1, 5], SomeRoles, Gen.Int[0, 3].Select(index => Teams.ElementAtOrDefault(index)), Gen.Bool, (person, roles, team, owner) =>
            Given.Judged($"p{person}", DecisionKind.Approve) with { Roles = roles, Team = team, IsCodeOwner = owner });

    private static readonly Gen<ReviewRequirement> Requirement = Gen.Select(
        Gen.Int[1, 3], SomeRoles, Gen.Int[0, 2].Select(index => Teams[index]).Array[0, 2], Gen.Bool, Gen.Bool,
        (approvals, roles, teams, owner, different) =>
            new ReviewRequirement(Level.Senior, approvals)
            {
                Roles = roles,
                Teams = [.. teams.Distinct()],
                CodeOwner = owner,
                DifferentTeams = different,
            });

    [Fact]
    public void As_Many_People_As_Are_Said_To_Be_Missing_Can_Always_Fulfil_It() =>
        Gen.Select(Requirement, Approval.List[0, 4]).Sample((requirement, approvals) =>
        {
            var gap = Quorum.FindGap(requirement, approvals);
            string[] teams = [.. gap.Teams, .. (gap.NotOnly is { } known ? Teams.Except(known).Except(gap.Teams) : [])];
            var ideal = Enumerable.Range(0, gap.LeastPeople).Select(index => Given.Judged($"new{index}", DecisionKind.Approve) with
            {
                Roles = Roles,
                Team = teams.ElementAtOrDefault(index),
                IsCodeOwner = true,
            });

            Assert.True(Quorum.IsFulfilled(requirement, [.. approvals, .. ideal]));
        });

    [Fact]
    public void One_More_Approval_Never_Brings_It_Nearer_By_More_Than_One_Person_And_Never_Farther() =>
        Gen.Select(Requirement, Approval.List[0, 4], Approval).Sample((requirement, approvals, next) =>
        {
            var before = Quorum.FindGap(requirement, approvals).LeastPeople;
            var after = Quorum.FindGap(requirement, [.. approvals, next]).LeastPeople;

            Assert.InRange(before - after, 0, 1);
        });

    [Fact]
    public void What_Fulfils_Two_Requirements_At_Once_Fulfils_Each() =>
        Gen.Select(Requirement, Requirement, Approval.List[0, 6]).Sample((one, other, approvals) =>
            Assert.Equal(
                Quorum.IsFulfilled(one, approvals) && Quorum.IsFulfilled(other, approvals),
                Quorum.IsFulfilled(one.And(other), approvals)));

    [Fact]
    public void Rejections_Fill_Nothing() =>
        Gen.Select(Requirement, Approval.List[0, 4]).Sample((requirement, approvals) =>
            Assert.False(Quorum.IsFulfilled(requirement, approvals.Select(one => one with { Kind = DecisionKind.Reject }))));

    [Fact]
    public void What_Is_Missing_Is_Said_In_Words()
    {
        var requirement = new ReviewRequirement(Level.Senior, 2) { Roles = ["dba"], Teams = ["data"], CodeOwner = true, DifferentTeams = true };

        Assert.Equal(
            "1 more approval and somebody with the role 'dba' and somebody of the team 'data' and an owner of changed files and somebody of "
            + "another team than 'shop'",
            Quorum.FindGap(requirement, [Given.Judged("rita", DecisionKind.Approve) with { Team = "shop" }]).ToString());
        Assert.Equal("nothing more", new QuorumGap(0).ToString());
    }
}
