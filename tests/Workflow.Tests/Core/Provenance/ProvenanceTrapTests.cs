using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>What looks like a tool and is none, and what looks like none and is one.</summary>
public sealed class ProvenanceTrapTests
{
    private const string NoReply = "@users.noreply.github.com";

    [Theory]
    [InlineData("Assisted-by: Jane Doe")]
    [InlineData("Assisted-by: Claude Monet")]
    [InlineData("Assisted-by: Devin Gould <devin@example.com>")]
    [InlineData("Assisted-by: Devin Gould")]
    [InlineData("Assisted-by: Kimi Jones")]
    [InlineData("Assisted-by: none")]
    [InlineData("AI-assisted: no, not even Copilot")]
    [InlineData("Assisted-by: human, without Claude")]
    [InlineData("Original change's description:\n> Add it\n> Assisted-by: Claude\n\nSigned-off-by: Jane Doe <jane@example.com>")]
    [InlineData("AI-assisted: no AI was used")]
    [InlineData("AI-tools: n/a")]
    [InlineData("Generated-by: protoc 3.21")]
    [InlineData("Made-with: love")]
    [InlineData("Claude-Session: with Geoffrey on Tuesday")]
    [InlineData("copilot-session: drop the cursor")]
    [InlineData("Co-authored-by: Claude <claude@free.example>")]
    [InlineData("Co-authored-by: Claude Dupont <claude.dupont@anthropic.com>")]
    [InlineData("Co-authored-by: Copilot <copilot@github.com>")]
    [InlineData("Co-authored by Claude Monet")]
    [InlineData("Co-authored-by: devin42 <7+devin42@users.noreply.github.com>")]
    [InlineData("Co-authored-by: claude-code-2 <7+claude-code-2@users.noreply.github.com>")]
    [InlineData("Signed-off-by: Devin Gould")]
    [InlineData("Assisted by: Jane Doe")]
    [InlineData("It strips `Co-authored-by: Claude <noreply@anthropic.com>`")]
    [InlineData("It strips Co-authored-by: Claude <noreply@anthropic.com> from messages")]
    [InlineData("Say \"🤖 Generated with [Claude Code](https://claude.ai/code)\" no longer")]
    [InlineData("```\nCo-authored-by: Claude <noreply@anthropic.com>\n```")]
    [InlineData("> 🤖 Generated with [Claude Code](https://claude.ai/code)")]
    [InlineData("- [ ] Warp Agent Mode - This PR was created via Warp's AI Agent Mode")]
    [InlineData("Original change's description:\n> Add it\n> Co-authored-by: Claude <noreply@anthropic.com>")]
    [InlineData("This reverts commit 4711.\n\nOriginal message:\nAdd it\n\nCo-authored-by: Claude <noreply@anthropic.com>")]
    [InlineData("~~~\nCo-authored-by: Claude <noreply@anthropic.com>\n~~~")]
    [InlineData("```\n~~~\nCo-authored-by: Claude <noreply@anthropic.com>\n```")]
    [InlineData("-Co-authored-by: Claude <noreply@anthropic.com>\n+Co-authored-by: Jane <jane@example.com>")]
    [InlineData("+🤖 Generated with [Claude Code](https://claude.ai/code)")]
    [InlineData("Generated-by: cursor.execute() fixtures script")]
    [InlineData("Generated-with: cursor.execute() and fixtures")]
    [InlineData("Generated-with: cursor() of the driver")]
    [InlineData("Generated-with: next_cursor and cursor_page")]
    [InlineData("Replit-Commit-Author: Deployment")]
    [InlineData("Co-authored-by: gemini-cli[bot] <7+gemini-cli[bot]@users.noreply.github.com>")]
    [InlineData("Co-authored-by: Duo Li <duo.li@gitlab.com>")]
    [InlineData("LLM-assisted: no")]
    public void No_AI(string body)
    {
        var found = Given.Detector.Detect(Given.Commit($"Fix the basket\n\n{body}\n"));

        Assert.Equal(ProvenanceKind.None, found.Kind);
        Assert.Empty(found.Tools);
    }

    [Theory]
    [InlineData("Assisted-by: GLM-4.7 via Crush <crush@charm.land>", "crush")]
    [InlineData("Assisted-by: Gemini 3 Flash (Preview) via Crush", "crush")]
    [InlineData("Assisted-by: Claude:claude-3-opus coccinelle sparse", "claude")]
    [InlineData("Assisted-by: OpenCode (Claude Opus 4.6)", "opencode")]
    [InlineData("Generated-by: AI", "unknown")]
    [InlineData("Generated-by: human + Claude Code", "claude")]
    [InlineData("Assisted-by: Human and Copilot", "copilot")]
    [InlineData("Assisted-by: Human, Claude", "claude")]
    [InlineData("AI-assisted: 0% human, all Claude", "claude")]
    [InlineData("AI-tools: -, Claude", "claude")]
    [InlineData("Assisted-by: Amazon Q", "amazonq")]
    [InlineData("Assisted-by: Amazon Q Developer", "amazonq")]
    [InlineData("Assisted-by: JetBrains Junie", "junie")]
    [InlineData("Assisted-by: Cursor Composer", "cursor")]
    [InlineData("Assisted-by: Copilot Workspace", "copilot")]
    [InlineData("Assisted-by: Windsurf Cascade", "windsurf")]
    [InlineData("Assisted-by: Claude Desktop", "claude")]
    [InlineData("Original change's description:\nAdd it\n\nCo-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("```\nOutput\n\nAssisted-by: Claude\nSigned-off-by: Jane Doe <jane@example.com>\n```", "claude")]
    [InlineData("Generated-by: https://example.com/jane#llms", "unknown")]
    [InlineData("AI-assisted: yes", "unknown")]
    [InlineData("AI-tools: GitHub Copilot, Claude", "copilot claude")]
    [InlineData("Assisted-by: SomeNewThing-2", "unknown")]
    [InlineData("Co-authored by Claude", "claude")]
    [InlineData("Co-authored-by: OpenHands-GPT-5 openhands@all-hands.dev", "openhands")]
    [InlineData("Signed-off-by: Gemini, your friendly neighborhood code agent.", "gemini")]
    [InlineData("Signed-off-by: Your Witty AI Assistant", "unknown")]
    [InlineData("Assisted by: claude-4-sonnet", "claude")]
    [InlineData("AI-assisted: od-claude-lead-050121, reviewed by the regression team.", "claude")]
    [InlineData("Co-authored-by: claude-sonnet-4-6 via Crush <someone@example.com>", "crush")]
    [InlineData("Co-Authored-By: Claude Opus 4.6", "claude")]
    [InlineData("Co-authored-by: Gemini <gemini-cli@noreply.example>\nCo-authored-by: Gemini 2.5 Pro <x@example.com>", "gemini")]
    [InlineData("Co-authored-by: Google Gemini <noreply@google.com>", "gemini")]
    [InlineData("Part 3. Co-Authored-By: Claude Opus 4.8 (1M context) <noreply@anthropic.com>", "claude")]
    [InlineData("$Co-authored-by: Copilot App <223556219+Copilot@users.noreply.github.com>\\nCopilot-Session: d66a7a6a-81e4-4714-8f99-709484361438", "copilot")]
    [InlineData("Done.\\n\\nCo-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("   Co-Authored-By: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("```\nCo-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("Squashed commit of the following:\n\ncommit 4711\nAuthor: Jane\n\n    Add it\n\n    Signed-off-by: Jane <j@example.com>\n    Co-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("(cherry picked from commit 4711)\n\nCo-authored-by: Cursor <cursoragent@cursor.com>", "cursor")]
    [InlineData("- [x] Warp Agent Mode - This PR was created via Warp's AI Agent Mode", "warp")]
    [InlineData("Original change's description:\n> Add it\n\nCo-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("AI-assisted: no\nCo-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("AI-assisted: no, except the tests", "unknown")]
    [InlineData("~~~\nCo-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("- Co-authored-by: Claude <noreply@anthropic.com>", "claude")]
    [InlineData("Generated-with: claude_code", "claude")]
    [InlineData("Generated-with: github_copilot(GPT-5)", "copilot")]
    [InlineData("Generated-with: claude.ai", "claude")]
    [InlineData("Co-authored-by: Junie <junie@jetbrains.com>", "junie")]
    [InlineData("Replit-Commit-Author: Agent\nReplit-Commit-Session-Id: 4711", "replit")]
    [InlineData("Co-authored-by: Replit Agent <agent@replit.com>", "replit")]
    [InlineData("X-Lovable-Edit-ID: edt-c8aef889-6b46-4b13-b6fd-86cf1b9edd82", "lovable")]
    [InlineData("Co-authored-by: v0 <it+v0agent@vercel.com>", "v0")]
    [InlineData("Co-authored-by: v0[bot] <v0[bot]@users.noreply.github.com>", "v0")]
    [InlineData("Co-authored-by: Augment Agent <agent@augmentcode.com>", "augment")]
    [InlineData("Co-authored-by: gemini-cli <218195315+gemini-cli@users.noreply.github.com>", "gemini")]
    [InlineData("Co-authored-by: goose <271095942+aaif-goose@users.noreply.github.com>", "goose")]
    [InlineData("🤖 Generated with [opencode](https://opencode.ai)", "opencode")]
    [InlineData("Generated with [OpenCode](https://opencode.ai) (big-pickle)", "opencode")]
    [InlineData("Generated with [Codex](https://openai.com/codex).", "codex")]
    [InlineData("Co-authored-by: GitLab Duo <duo@gitlab.com>", "gitlabduo")]
    [InlineData("Duo-Session: https://gitlab.com/acme/shop/-/automate/agent-sessions/4711", "gitlabduo")]
    [InlineData("Co-authored-by: Windsurf Cascade <cascade@windsurf.ai>", "windsurf")]
    [InlineData("Co-authored-by: TRAE CLI <noreply@bytedance.com>", "trae")]
    [InlineData("Co-authored-by: Tabnine Agent <noreply@tabnine.com>", "tabnine")]
    [InlineData("Co-authored-by: Antigravity AI <antigravity@google.com>", "antigravity")]
    [InlineData("Co-authored-by: Amazon Q <amazon-q@amazon.com>", "amazonq")]
    [InlineData("LLM-assisted: yes", "unknown")]
    public void AI(string body, string tools)
    {
        var found = Given.Detector.Detect(Given.Commit($"Fix the basket\n\n{body}\n"));

        Assert.Equal(ProvenanceKind.Assisted, found.Kind);
        Assert.Equal(tools, string.Join(' ', found.Tools.Select(tool => tool.Id)));
    }

    [Theory]
    [InlineData("Assisted-by: Devin", SignalCertainty.Likely)]
    [InlineData("Assisted-by: jules", SignalCertainty.Likely)]
    [InlineData("Assisted-by: Devin AI", SignalCertainty.Certain)]
    [InlineData("AI-tools: Devin", SignalCertainty.Certain)]
    [InlineData("Assisted-by: Claude", SignalCertainty.Likely)]
    [InlineData("Assisted-by: Claude Code", SignalCertainty.Certain)]
    public void A_Given_Name_Alone_Is_Likely_At_Most(string trailer, SignalCertainty expected)
    {
        var found = Given.Detector.Detect(Given.Commit($"Fix the basket\n\n{trailer}\n"));

        Assert.Equal((ProvenanceKind.Assisted, expected), (found.Kind, Assert.Single(found.Evidence).Certainty));
    }

    [Theory]
    [InlineData("Replit-Commit-Author: Deployment", ProvenanceKind.None)]
    [InlineData("Replit-Commit-Author: Agent", ProvenanceKind.Assisted)]
    public void Replits_Account_Deploys_Too(string trailer, ProvenanceKind expected)
    {
        var found = Given.Detector.Detect(Given.Commit($"Publish\n\n{trailer}", new ActorIdentity("Replit Agent", "agent@replit.com")));

        Assert.Equal(expected, found.Kind);
    }

    [Theory]
    [InlineData("gemini-cli[bot]", "gemini-cli[bot]" + NoReply)]
    [InlineData("gemini-cli-robot", "gemini-cli-robot@google.com")]
    public void A_Release_Bot_Of_A_Tools_Project_Is_No_AI(string name, string email)
    {
        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(Given.Commit("Release", new ActorIdentity(name, email))).Kind);
    }

    [Fact]
    public void An_Agent_That_Reverts_Is_An_Agent()
    {
        var found = Given.Detector.Detect(
            Given.Commit("Revert \"Add it\"\n\nThis reverts commit 4711.", new ActorIdentity("copilot-swe-agent[bot]", "198982749+Copilot" + NoReply)));

        Assert.Equal((ProvenanceKind.Agent, "copilot"), (found.Kind, found.Tools[0].Id));
    }

    [Theory]
    [InlineData("claude[bot]", "claude[bot]" + NoReply, "claude")]
    [InlineData("Claude", "41898282+github-actions[bot]" + NoReply, "claude")]
    [InlineData("sweep-ai-deprecated[bot]", "1+sweep-ai-deprecated[bot]" + NoReply, "sweep")]
    [InlineData("Copilot Agent", "agent@github.copilot", "copilot")]
    [InlineData("gpt-engineer-app[bot]", "159125892+gpt-engineer-app[bot]" + NoReply, "lovable")]
    [InlineData("Cascade", "cascade@windsurf.ai", "windsurf")]
    [InlineData("roomote", "219738659+roomote-v2" + NoReply, "roo")]
    public void An_Agent_Is_Known_By_Its_Account_Whatever_The_Rest_Says(string name, string email, string tool)
    {
        var found = Given.Detector.Detect(Given.Commit("Fix", new ActorIdentity(name, email)));

        Assert.Equal((ProvenanceKind.Agent, tool), (found.Kind, found.Tools[0].Id));
    }

    [Fact]
    public void What_A_Dependency_Bot_Quotes_Of_Other_Projects_Is_No_Signal()
    {
        var bot = new ActorIdentity("dependabot[bot]", "49699333+dependabot[bot]" + NoReply);
        const string Notes = "Bump shop from 1 to 2\n\nRelease notes\n\nCo-authored-by: Claude <noreply@anthropic.com>\n\n"
            + "🤖 Generated with [Claude Code](https://claude.ai/code)\n\nSigned-off-by: dependabot[bot] <support@github.com>";

        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(Given.Commit(Notes, bot)).Kind);
        Assert.Equal(
            ProvenanceKind.Assisted, Given.Detector.Detect(Given.Commit(Notes + "\nCo-authored-by: Claude <noreply@anthropic.com>", bot)).Kind);
    }

    [Theory]
    [InlineData("claude/fix-basket", "", ProvenanceKind.None)]
    [InlineData(null, "claude", ProvenanceKind.None)]
    [InlineData("claude/fix-basket", "claude", ProvenanceKind.Assisted)]
    [InlineData(null, "ai-generated", ProvenanceKind.Assisted)]
    [InlineData("fix/claude", "claude-docs", ProvenanceKind.None)]
    public void Weak_Signals_Count_Only_Together(string? branch, string label, ProvenanceKind expected)
    {
        var found = Given.Detector.Detect(Given.Commit("Fix"), new CommitContext(branch, label.Length == 0 ? [] : [label]));

        Assert.Equal(expected, found.Kind);
        Assert.Equal(expected is ProvenanceKind.None, found.Tools.Count == 0);
    }

    [Fact]
    public void Evidence_Says_Where_And_How_Sure()
    {
        var found = Given.Detector.Detect(
            Given.Commit("Fix\n\nText.\n\nCo-authored-by: Claude Opus 4.6"), new CommitContext("claude/fix", PullRequestBody: "a\nhttps://claude.ai/code/session_01"));

        Assert.Equal(
            [("trailer", SignalCertainty.Likely, 5), ("pull-request", SignalCertainty.Certain, 2), ("branch", SignalCertainty.Weak, (int?)null)],
            found.Evidence.Select(one => (one.Signal, one.Certainty, one.Line)));
    }

    [Theory]
    [InlineData("On-behalf-of: Kim Lee <kim@example.com>\nCo-authored-by: Jane <jane@example.com>", "kim@example.com")]
    [InlineData("Co-authored-by: Claude <noreply@anthropic.com>\nCo-authored-by: Jane <jane@example.com>", "jane@example.com")]
    [InlineData("Text.", "omar@example.com")]
    public void The_Sponsor_Of_An_Agent_Is_Who_Is_Named_And_Else_Who_Committed(string body, string sponsor)
    {
        var commit = Given.Commit(
            $"Fix\n\n{body}", new ActorIdentity("Copilot", "198982749+Copilot" + NoReply), new ActorIdentity("Omar", "omar@example.com"));

        Assert.Equal(sponsor, Given.Detector.Detect(commit).Sponsor?.Email);
    }
}
