using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class PullRequestProvenanceTests
{
    private const string NoReply = "@users.noreply.github.com";

    [Theory]
    [InlineData("Link to Devin run: https://app.devin.ai/sessions/0123", "Devin")]
    [InlineData("🤖 Generated with [Claude Code](https://claude.com/claude-code)", "Claude")]
    public void A_Tools_Footer_In_The_Body_Makes_The_Change_Assisted(string footer, string tool)
    {
        var report = Detect(Given.PullRequest($"Fixes the basket.\n\n{footer}"));

        Assert.Equal(ProvenanceKind.Assisted, report.Kind);
        Assert.Equal([tool], report.Tools);
        Assert.Equal(
            [new ProvenanceEvidence(Given.Head, ProvenanceKind.Assisted, tool, "pull-request", footer) { Line = 3 }], report.Evidence);
    }

    [Fact]
    public void A_Pull_Request_By_An_Agent_Makes_The_Change_The_Agents()
    {
        var agent = new ActorIdentity(Email: "198982749+Copilot" + NoReply, Login: "github:Copilot");

        var report = Detect(Given.PullRequest(author: agent));

        Assert.Equal(ProvenanceKind.Agent, report.Kind);
        Assert.Equal(
            [
                new ProvenanceEvidence(
                    Given.Head, ProvenanceKind.Agent, "Copilot", "pull-request author", "#7 by github:Copilot"),
            ],
            report.Evidence);
    }

    [Fact]
    public void A_Pull_Request_By_An_Assistant_Makes_The_Change_Assisted()
    {
        var assistant = new ActorIdentity(Email: "176961590+gemini-code-assist[bot]" + NoReply);

        var report = Detect(Given.PullRequest(author: assistant));

        Assert.Equal(ProvenanceKind.Assisted, report.Kind);
        Assert.Equal(["Gemini"], report.Tools);
    }

    [Fact]
    public void A_Pull_Request_By_A_Person_Or_A_Plain_Bot_Without_A_Footer_Is_No_Signal()
    {
        var bot = new ActorIdentity(Email: "49699333+dependabot[bot]" + NoReply, Login: "github:dependabot[bot]");

        var report = Detect(Given.PullRequest("Claude and Cursor read AGENTS.md."), Given.PullRequest(author: bot));

        Assert.Equal(ProvenanceKind.None, report.Kind);
        Assert.Empty(report.Evidence);
    }

    private static ProvenanceReport Detect(params PullRequest[] pulls) =>
        Given.Detector.Detect(Given.Changes(Given.Commit("By hand")) with { PullRequests = pulls });
}
