using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Core.Reviews;

public sealed class AuthorshipTests
{
    private static readonly ActorIdentity Copilot = new("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com");
    private static readonly ActorIdentity Jun = new("Jun", "jun@acme.example");
    private static readonly ActorIdentity Kim = new("Kim", "kim@acme.example");

    [Fact]
    public void An_Agents_Commit_Is_Written_By_The_Agent_And_Operated_By_Its_Co_Author()
    {
        var made = Of(new Commit("a", Copilot, Copilot, "Tidy\n\nCo-authored-by: Jun <jun@acme.example>\n"));

        Assert.Single(made.Agents);
        Assert.Empty(made.Authors);
        Assert.Equal(["jun@acme.example"], made.Operators.Select(one => one.Identity.Email));
        Assert.Empty(made.Committers);
    }

    [Fact]
    public void Who_Only_Committed_Is_No_Author()
    {
        var made = Of(new Commit("a", Jun, Kim, "Tidy\n"));

        Assert.Empty(made.Agents);
        Assert.Equal(["jun@acme.example"], made.Authors.Select(one => one.Identity.Email));
        Assert.Equal(["kim@acme.example"], made.Committers.Select(one => one.Identity.Email));
    }

    [Fact]
    public void Who_Wrote_Commits_And_Operated_An_Agent_Is_Named_For_Both()
    {
        var made = Of(
            new Commit("a", Copilot, Jun, "Tidy\n"),
            new Commit("b", Jun, Jun, "Fix\n\nCo-authored-by: Kim <kim@acme.example>\n"));

        Assert.Equal(["jun@acme.example", "kim@acme.example"], made.Authors.Select(one => one.Identity.Email));
        Assert.Equal(["jun@acme.example"], made.Operators.Select(one => one.Identity.Email));
    }

    private static Authorship Of(params Commit[] commits)
    {
        var changes = new ChangeSet(new CommitRange(null, commits[0].Sha), commits, []);
        return Authorship.Of(ChangeAssessment.Of(changes, Participant.Of(new ActorIdentity("Requester", "req@acme.example"), changes, Given.Signals), Given.Signals));
    }
}
