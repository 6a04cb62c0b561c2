using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class ParticipantTests
{
    private static readonly ActorIdentity Starter = new("Pipeline starter", "starter@example.com");

    private static readonly ActorIdentity Agent = new("Claude", "noreply@anthropic.com");

    [Fact]
    public void Author_Committer_CoAuthor_And_Requester_Take_Part()
    {
        var commit = Given.Commit(
            "Fix\n\nCo-authored-by: Co <co@example.com>\nCo-developed-by: Dev <dev@example.com>\nReviewed-by: R <r@example.com>",
            committer: new ActorIdentity("Committer", "committer@example.com"));

        var found = Participant.Of(Starter, Given.Changes(commit), Given.Signals);

        Assert.Equal(
            [
                ("starter@example.com", Participation.Requester),
                ("jane@example.com", Participation.Author),
                ("committer@example.com", Participation.Committer),
                ("co@example.com", Participation.CoAuthor),
                ("dev@example.com", Participation.CoAuthor),
            ],
            found.Select(one => (one.Identity.Email!, one.Roles)));
    }

    [Fact]
    public void A_Human_With_Several_Roles_Is_One_Participant()
    {
        var jane = new ActorIdentity("Jane", "JANE@example.com");

        var found = Participant.Of(jane, Given.Changes(Given.Commit("One"), Given.Commit("Two")), Given.Signals);

        var one = Assert.Single(found);
        Assert.Equal(Participation.Requester | Participation.Author | Participation.Committer, one.Roles);
    }

    [Theory]
    [InlineData("On-behalf-of: Op <op@example.com>", Participation.AgentOperator)]
    [InlineData("Requested-by: Op <op@example.com>", Participation.AgentOperator)]
    [InlineData("Signed-off-by: Op <op@example.com>", Participation.AgentOperator)]
    [InlineData("Co-authored-by: Op <op@example.com>", Participation.AgentOperator | Participation.CoAuthor)]
    public void Whoever_An_Agents_Commit_Names_Operates_It(string trailer, Participation roles)
    {
        var found = Participant.Of(Starter, Given.Changes(Given.Commit($"Fix\n\n{trailer}", Agent)), Given.Signals);

        Assert.Equal(roles, found.Single(one => one.Identity.Email == "op@example.com").Roles);
        Assert.DoesNotContain(found, one => one.Identity.Email == Agent.Email);
    }

    [Fact]
    public void Whoever_Commits_For_An_Agent_Operates_It()
    {
        var found = Participant.Of(Starter, Given.Changes(Given.Commit("Fix", Agent, Given.Jane)), Given.Signals);

        var jane = found.Single(one => one.Identity.IsSameActorAs(Given.Jane));
        Assert.Equal(Participation.Committer | Participation.AgentOperator, jane.Roles);
        Assert.True(jane.WroteIt);
    }

    [Fact]
    public void A_Sign_Off_On_A_Humans_Commit_Is_No_Part_In_It()
    {
        var commit = Given.Commit("Fix\n\nSigned-off-by: Maintainer <maintainer@example.com>");

        var found = Participant.Of(Starter, Given.Changes(commit), Given.Signals);

        Assert.DoesNotContain(found, one => one.Identity.Email == "maintainer@example.com");
    }

    [Fact]
    public void Programs_And_Nameless_Identities_Take_No_Part()
    {
        var commit = Given.Commit(
            "Fix\n\nCo-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>\nCo-authored-by: somebody", Agent, Given.GitHubWeb);

        var found = Participant.Of(new ActorIdentity("Cron", Login: "github:cron[bot]"), Given.Changes(commit), Given.Signals);

        Assert.Empty(found);
    }

    [Fact]
    public void Who_Opened_A_Pull_Request_Is_An_Author_Of_The_Change()
    {
        var changes = Given.Changes(Given.Commit("Fix", Given.Jane with { Login = "github:jane" })) with
        {
            PullRequests =
            [
                Given.PullRequest(author: new ActorIdentity(Login: "github:john")),
                Given.PullRequest(author: new ActorIdentity(Login: "github:jane")),
                Given.PullRequest(author: Agent),
                Given.PullRequest(author: new ActorIdentity()),
            ],
        };

        var found = Participant.Of(Starter, changes, Given.Signals);

        Assert.Equal(["starter@example.com", "jane@example.com", null], found.Select(one => one.Identity.Email));
        var john = found[^1];
        Assert.Equal(("github:john", Participation.Author, true), (john.Identity.Login, john.Roles, john.WroteIt));
    }

    [Fact]
    public void An_Authors_Name_Does_Not_Take_Them_Off_The_List()
    {
        var commit = Given.Commit("Fix", Given.Jane with { Name = "jane[bot]" });

        var found = Participant.Of(Starter, Given.Changes(commit), Given.Signals);

        Assert.Contains(found, one => one.Identity.IsSameActorAs(Given.Jane));
    }

    [Fact]
    public void Joining_Two_Identities_Of_One_Human_Loses_No_Identifier()
    {
        List<Participant> participants = [];
        Participant.Add(participants, new ActorIdentity("Jane", Login: "github:jane"), Participation.Requester, Given.Signals);
        Participant.Add(participants, new ActorIdentity("Jane", "jane@example.com", "github:jane"), Participation.Author, Given.Signals);
        Participant.Add(participants, new ActorIdentity("Jane", "jane@home.example", "github:jane"), Participation.CoAuthor, Given.Signals);

        Assert.Equal(
            ["email:jane@example.com", "email:jane@home.example", "login:github:jane"],
            participants.SelectMany(one => one.Identity.Keys()).Distinct().Order());
        Assert.Equal(2, participants.Count);
    }

    [Theory]
    [InlineData(Participation.Author, true)]
    [InlineData(Participation.CoAuthor, true)]
    [InlineData(Participation.AgentOperator, true)]
    [InlineData(Participation.Committer, true)]
    [InlineData(Participation.Requester, false)]
    public void All_But_The_Requester_Can_Have_Changed_The_Content(Participation role, bool wroteIt)
    {
        Assert.Equal(wroteIt, new Participant(Given.Jane, role).WroteIt);
    }
}
