using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>What a revert repeats of the message that it reverts says nothing of who reverts.</summary>
public sealed class RevertedTextTests
{
    private const string Claude = "Co-authored-by: Claude <noreply@anthropic.com>";
    private const string Footer = "🤖 Generated with [Claude Code](https://claude.ai/code)";
    private const string Sha = "631f211dfc7ae61789e9673f389d90f8f41fbd98";

    [Theory]
    [InlineData($"Revert \"feat\" (#12)\n\nReverts acme/shop#11\n\n* {Claude}")]
    [InlineData($"Revert \"feat\" (#12)\n\nReverts acme/shop#11\n\n* feat: x\n\n{Claude}\n\n* fix: y\n\n---------\n\n{Claude}")]
    [InlineData($"Revert \"feat\"\n\nThis reverts commit {Sha}.\n\n* feat: x\n\n{Footer}\n\n{Claude}\n")]
    [InlineData($"Revert \"feat\"\n\nThis reverts commit {Sha}.\n\n{Claude}\n\nIt broke the basket.\n")]
    [InlineData($"Revert \"feat: x\n\n{Claude}\"")]
    [InlineData($"Revert \"feat: x\n\n{Claude}\n\" (#12)\n\nReverts acme/shop#11")]
    [InlineData($"Revert \"feat: x\n\n{Claude}\"\n\nThis reverts commit {Sha}.")]
    [InlineData($"Revert \"feat: x\\n\\n{Claude}\"")]
    [InlineData($"revert: feat\n\n{Claude}\n\nThis reverts commit {Sha}.")]
    public void The_Reverted_Message_Does_Not_Count(string message)
    {
        Assert.Empty(Given.Detector.Detect(Given.Commit(message)).Evidence);
    }

    [Theory]
    [InlineData($"Revert \"feat\"\n\nThis reverts commit {Sha}.\n\n{Claude}\n")]
    [InlineData($"Revert \"feat\" (#12)\n\nReverts acme/shop#11\n\nIt broke the basket:\n- no items\n\n{Claude}")]
    [InlineData($"Revert \"feat\" (#12)\n\n* Initial plan\n\n* Revert \"feat\"\n\nThis reverts commit {Sha}.\n\n* Fix\n\n---------\n\n{Claude}")]
    [InlineData($"Revert \"feat: a \"b\" c\"\n\nThis reverts commit {Sha}.\n\nSigned-off-by: Jane <jane@example.com>\n{Claude}\n")]
    [InlineData($"Revert the basket to its old form\n\nIt was faster.\n\n{Footer}")]
    [InlineData($"Reverted-list: keep the order\n\nThis reverts nothing.\n\n{Footer}")]
    public void What_The_Revert_Says_Itself_Counts(string message)
    {
        Assert.Equal(ProvenanceKind.Assisted, Given.Detector.Detect(Given.Commit(message)).Kind);
    }
}
