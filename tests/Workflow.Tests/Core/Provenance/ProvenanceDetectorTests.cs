using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class ProvenanceDetectorTests
{
    private const string CopilotAgent = "198982749+Copilot@users.noreply.github.com";

    [Theory]
    [InlineData("copilot-swe-agent[bot]", CopilotAgent, "Copilot")]
    [InlineData("Claude", "noreply@anthropic.com", "Claude")]
    [InlineData("claude[bot]", "41898282+claude[bot]@users.noreply.github.com", "Claude")]
    [InlineData("Cursor Agent", "CursorAgent@cursor.com", "Cursor")]
    [InlineData("devin-ai-integration[bot]", "158243242+devin-ai-integration[bot]@users.noreply.github.com", "Devin")]
    [InlineData("sweep-nightly[bot]", "131841235+sweep-nightly[bot]@users.noreply.github.com", "Sweep")]
    public void A_Commit_By_An_Agent_Is_The_Agents(string name, string email, string tool)
    {
        var report = Detect(Given.Commit("Fix the basket", new ActorIdentity(name, email)));

        Assert.Equal(ProvenanceKind.Agent, report.Kind);
        Assert.Equal([tool], report.Tools);
        Assert.Equal("author", report.Evidence[0].Signal);
        Assert.Equal($"{name} <{email}>", report.Evidence[0].Text);
    }

    [Theory]
    [InlineData("Co-authored-by: Claude Opus 4.5 <noreply@anthropic.com>", "Claude")]
    [InlineData("Co-developed-by: Claude <noreply@anthropic.com>", "Claude")]
    [InlineData("CO-AUTHORED-BY: Copilot <223556219+copilot@users.noreply.github.com>", "Copilot")]
    [InlineData("Co-authored-by: gemini-code-assist[bot] <176961590+gemini-code-assist[bot]@users.noreply.github.com>", "Gemini")]
    [InlineData("Co-authored-by: aider (gpt-5) <aider@aider.chat>", "Aider")]
    [InlineData("Assisted-by: Claude Code (Sonnet 4.5)", "Claude")]
    [InlineData("Assisted-by: Cursor <Auto>", "Cursor")]
    [InlineData("Assisted-by: Claude <noreply@anthropic.com>", "Claude")]
    [InlineData("Generated-by: OpenCode", "OpenCode")]
    [InlineData("Agent-Signature: codex-gpt-5.5 on behalf of Jane Doe", "Codex")]
    [InlineData("Copilot-Session: d66a7a6a-81e4-4714-8f99-709484361438", "Copilot")]
    [InlineData("Entire-Checkpoint: b036f59168c8", "Unknown")]
    public void A_Trailer_Of_A_Tool_Makes_A_Humans_Commit_Assisted(string trailer, string tool)
    {
        var report = Detect(Given.Commit($"Fix the basket\n\nIt lost items.\n\n{trailer}\n"));

        Assert.Equal(ProvenanceKind.Assisted, report.Kind);
        Assert.Equal([tool], report.Tools);
        var evidence = Assert.Single(report.Evidence);
        Assert.Equal(("trailer", trailer), (evidence.Signal, evidence.Text));
    }

    [Theory]
    [InlineData("🤖 Generated with [Claude Code](https://claude.com/claude-code)", "Claude")]
    [InlineData("See https://chatgpt.com/codex/tasks/task_e_68f0 for the log.", "Codex")]
    [InlineData("Link to Devin run: https://app.devin.ai/sessions/0123", "Devin")]
    public void A_Tools_Footer_In_The_Message_Makes_It_Assisted(string footer, string tool)
    {
        var report = Detect(Given.Commit($"Fix the basket\n\n{footer}"));

        Assert.Equal(ProvenanceKind.Assisted, report.Kind);
        Assert.Equal([tool], report.Tools);
        Assert.Equal("message", Assert.Single(report.Evidence).Signal);
    }

    [Fact]
    public void Aiders_Suffix_Counts_Behind_The_Author_And_Not_Behind_The_Committer()
    {
        var marked = Given.Jane with { Name = "Jane Doe (aider)" };

        var asAuthor = Detect(Given.Commit("Fix the basket", author: marked));
        var asCommitter = Detect(Given.Commit("Fix the basket", committer: marked));

        Assert.Equal(ProvenanceKind.Assisted, asAuthor.Kind);
        Assert.Equal(ProvenanceKind.None, asCommitter.Kind);
    }

    [Theory]
    [InlineData("amp@ampcode.com", "noreply@github.com", "author")]
    [InlineData("jane@example.com", "noreply@anthropic.com", "committer")]
    public void A_Tool_That_Authored_Or_Committed_Took_Part(string author, string committer, string signal)
    {
        var report = Detect(Given.Commit("Fix", new ActorIdentity("A", author), new ActorIdentity("B", committer)));

        Assert.Equal(ProvenanceKind.Assisted, report.Kind);
        Assert.Equal(signal, Assert.Single(report.Evidence).Signal);
    }

    [Theory]
    [InlineData("Co-authored-by: Geoffrey Claude <geoffrey@example.com>")]
    [InlineData("Co-authored-by: Devin Gould <devin@example.com>")]
    [InlineData("Co-authored-by: Nate <nate@continue.dev>")]
    [InlineData("Co-authored-by: Ashwin <ashwin@anthropic.com>")]
    [InlineData("Assisted-by: Jane Doe <jane@example.com>")]
    [InlineData("Reviewed-by: Claude <noreply@anthropic.com>")]
    [InlineData("AI-assisted: no")]
    [InlineData("copilot-core: drop the old cursor of the database")]
    [InlineData("Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>")]
    [InlineData("> Co-authored-by: Claude <noreply@anthropic.com>")]
    [InlineData("    Co-authored-by: Claude <noreply@anthropic.com>")]
    [InlineData("This documents AGENTS.md and copilot-instructions.md, and what Claude and Cursor read.")]
    public void People_Prose_And_Quotes_Are_No_Signal(string line)
    {
        var report = Detect(Given.Commit($"Fix the basket\n\n{line}\n"));

        Assert.Equal(ProvenanceKind.None, report.Kind);
        Assert.Empty(report.Evidence);
        Assert.Empty(report.Tools);
    }

    [Theory]
    [InlineData("Claude Monet", "claude@example.com")]
    [InlineData("Devin Garner", "devin@example.com")]
    [InlineData("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")]
    [InlineData("renovate[bot]", "29139614+renovate[bot]@users.noreply.github.com")]
    [InlineData("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")]
    public void People_With_A_Tools_Name_And_Plain_Bots_Are_No_AI(string name, string email)
    {
        var report = Detect(Given.Commit("Bump the basket", new ActorIdentity(name, email), Given.GitHubWeb));

        Assert.Equal(ProvenanceKind.None, report.Kind);
    }

    [Fact]
    public void A_Squash_Merge_Names_Every_Tool_Once()
    {
        const string Message = """
            Rework the basket (#4711)

            * Split the basket

            Co-authored-by: Claude <noreply@anthropic.com>

            * Apply suggestions from code review

            Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>

            * Tests
            Claude-Session: https://claude.ai/code/session_01
            Signed-off-by: Jane Doe <jane@example.com>

            ---------

            Co-authored-by: Claude <noreply@anthropic.com>
            Co-authored-by: John Roe <john@example.com>
            """;

        var report = Detect(Given.Commit(Message, committer: Given.GitHubWeb));

        Assert.Equal(ProvenanceKind.Assisted, report.Kind);
        Assert.Equal(["Claude", "Copilot"], report.Tools);
        Assert.Equal(["Claude", "Copilot", "Claude"], report.Evidence.Select(found => found.Tool));
    }

    [Fact]
    public void The_Strongest_Finding_Over_All_Commits_Counts()
    {
        var report = Detect(
            Given.Commit("By hand"),
            Given.Commit("By an agent", new ActorIdentity("Copilot", CopilotAgent)),
            Given.Commit("With help\n\nAssisted-by: Codex"));

        Assert.Equal(ProvenanceKind.Agent, report.Kind);
        Assert.Equal(["Copilot", "Codex"], report.Tools);
    }

    [Fact]
    public void Missing_Commits_Without_A_Signal_Are_Unknown()
    {
        var report = Given.Detector.Detect(Incomplete(Given.Commit("By hand")));

        Assert.Equal(ProvenanceKind.Unknown, report.Kind);
        Assert.Equal("250 of 400 commits were read", report.Note);
    }

    [Theory]
    [InlineData("jane@example.com", ProvenanceKind.Assisted)]
    [InlineData(CopilotAgent, ProvenanceKind.Agent)]
    public void A_Positive_Signal_Counts_Although_Commits_Are_Missing(string author, ProvenanceKind expected)
    {
        var commit = Given.Commit("Fix\n\nAssisted-by: Codex", new ActorIdentity("Author", author));

        var report = Given.Detector.Detect(Incomplete(commit));

        Assert.Equal(expected, report.Kind);
        Assert.NotNull(report.Note);
    }

    private static ProvenanceReport Detect(params Commit[] commits) => Given.Detector.Detect(Given.Changes(commits));

    private static ChangeSet Incomplete(params Commit[] commits) =>
        Given.Changes(commits) with { IncompleteBecause = "250 of 400 commits were read" };
}
