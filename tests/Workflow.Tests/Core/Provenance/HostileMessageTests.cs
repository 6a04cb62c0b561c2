using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>Messages that are made to be slow or to fill the memory.</summary>
public sealed class HostileMessageTests
{
    private static readonly string[] Pieces =
    [
        "Co-authored-by: ", "Co-authored-by: Claude <noreply@anthropic.com>\n", "Co-authored-by: a <b>", "```\n", "\n```", "\\n", "> \n", " ", "\t", "\n",
        "Assisted-by: claude via ", "AI-assisted: no no no ", "🤖 Generated with ", "<!-- START COPILOT CODING AGENT", "aider: ", "Signed-off-by: x\n folded\n",
        "---\n", "# x\n", "Conflicts:\n\t", "<", ">", "\ud83e", "[x] Warp Agent Mode", "Original message:\n", "Squashed commit of the following:\n    ",
        "https://claude.ai/code/session_", "*", "a",
    ];

    public static TheoryData<string> All => [.. Pieces];

    [Theory]
    [MemberData(nameof(All))]
    public void Work_Grows_With_The_Length_Of_A_Message_And_No_Faster(string piece)
    {
        Measure(piece, 1 << 10);
        var small = Measure(piece, 1 << 17);
        var large = Measure(piece, 1 << 20);

        // Eight times the length: a quadratic step would allocate 64 times as much.
        Assert.InRange(large, 0, (12 * small) + 200_000);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Evidence_Of_A_Hostile_Message_Is_Bounded(string piece)
    {
        var found = Given.Detector.Detect(Given.Commit(Repeat(piece, 1 << 18)), new CommitContext(PullRequestBody: Repeat(piece, 1 << 18)));

        Assert.InRange(found.Evidence.Count, 0, 20);
        Assert.All(found.Evidence, one => Assert.InRange(one.Text.Length, 0, ProvenanceEvidence.MaxTextLength));
    }

    private static long Measure(string piece, int length)
    {
        var commit = Given.Commit("Fix\n\nCo-authored-by: x\n" + Repeat(piece, length));
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = Given.Detector.Detect(commit);
        _ = TrailerBlock.Parse(commit.Message);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
