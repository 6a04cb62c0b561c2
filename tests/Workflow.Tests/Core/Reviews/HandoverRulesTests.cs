using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

/// <summary>Who was asked for what they can give hands the review to somebody who can give it too.</summary>
public sealed class HandoverRulesTests
{
    private static readonly ReviewRequirement Two = new(Level.Senior, 2);

    private static readonly Person Ada = Given.Person("ada") with { Roles = ["dba"], Team = "data" };

    private static readonly Person Plain = Given.Person("plain");

    [Fact]
    public void A_Role_That_Is_Missing_Goes_To_Somebody_Who_Has_It()
    {
        var review = Waiting(Two with { Roles = ["dba", "sre"] }, Ada);

        var refused = HandOver(review, Plain);

        Assert.Equal(ActionRefusal.TargetLacks, refused.Refusal);
        Assert.Equal(
            "In your place the review needs somebody with the role 'dba'. Hand it to somebody who fills that too, or decide it yourself.",
            refused.Message);
        Assert.Equal(["dba"], refused.Missing!.Roles);
        Assert.Null(HandOver(review, Plain with { Roles = ["DBA"] }).Refusal);
    }

    [Fact]
    public void A_Team_That_Is_Missing_Goes_To_One_Of_It()
    {
        var review = Waiting(Two with { Teams = ["data"] }, Ada);

        Assert.Contains("somebody of the team 'data'", HandOver(review, Plain with { Team = "web" }).Message, StringComparison.Ordinal);
        Assert.Null(HandOver(review, Plain with { Team = "data" }).Refusal);
    }

    [Fact]
    public void The_Place_Of_A_Code_Owner_Goes_To_A_Code_Owner()
    {
        var review = Waiting(Two with { CodeOwner = true }, Ada);
        review = review with { Assessment = review.Assessment! with { CodeOwners = ["ada@example.com", "bob@example.com"] } };

        Assert.Contains("an owner of changed files", HandOver(review, Plain).Message, StringComparison.Ordinal);
        Assert.Null(HandOver(review, Given.Person("bob")).Refusal);
    }

    [Fact]
    public void The_Place_Of_Another_Team_Does_Not_Go_To_The_Team_Of_Those_Who_Were_Asked_Besides()
    {
        var review = Waiting(Two with { DifferentTeams = true }, Ada, Given.Person("bob") with { Team = "shop" });

        Assert.Contains("another team than 'shop'", HandOver(review, Plain with { Team = "shop" }).Message, StringComparison.Ordinal);
        Assert.Null(HandOver(review, Plain with { Team = "web" }).Refusal);
    }

    [Fact]
    public void What_Somebody_Else_Has_Given_Already_Is_Asked_Of_Nobody()
    {
        var review = Waiting(Two with { Roles = ["dba"] }, Ada) with
        {
            Decisions = [Given.Judged("bob", DecisionKind.Approve) with { Roles = ["dba"] }],
        };

        Assert.Null(HandOver(review, Plain).Refusal);
    }

    [Fact]
    public void Who_Gives_Nothing_That_Is_Missing_Hands_Over_To_Anybody_Eligible() =>
        Assert.Null(HandOver(Waiting(Two with { Roles = ["sre"], Teams = ["web"], CodeOwner = true }, Ada), Plain).Refusal);

    private static ActionJudgement HandOver(Review review, Person target)
    {
        var action = new ReviewAction("action-1", review.Id, new ActorIdentity(ObjectId: "object-ada"), ReviewActionKind.Delegate, Given.Noon);
        return ActionRules.Judge(review, action with { To = target.ObjectId }, review.Asked[0].Person, target);
    }

    private static Review Waiting(ReviewRequirement requirement, params Person[] asked) => Given.Waiting(asked) with
    {
        Policy = new PolicyResult(Verdict.RequireReview, "it asks", "policy", "digest", [], requirement, []),
    };
}
