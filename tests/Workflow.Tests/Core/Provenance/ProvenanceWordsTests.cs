using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class ProvenanceWordsTests
{
    [Theory]
    [InlineData(1, 2, 84, 115, "in 1 of 2 commits, 84 of 115 added lines")]
    [InlineData(1, 1, 84, null, "in 1 of 1 commit, 84 added lines")]
    [InlineData(2, 3, null, 1150, "in 2 of 3 commits, in how many lines nothing tells")]
    [InlineData(0, 3, 0, 1150, "in 0 of 3 commits")]
    [InlineData(1200, 1500, 2000, 4000, "in 1,200 of 1,500 commits, 2,000 of 4,000 added lines")]
    public void A_Share_Is_Told_In_Commits_And_Lines(int commits, int all, int? lines, int? allLines, string expected) =>
        Assert.Equal(expected, ProvenanceWords.Of(new ProvenanceShare(commits, all, lines, allLines)));

    [Theory]
    [InlineData(SignalCertainty.Certain, "trailer")]
    [InlineData(SignalCertainty.Weak, "trailer, weak")]
    public void A_Signal_Says_How_Sure_It_Is_Where_It_Is_Not_Certain(SignalCertainty certainty, string expected) => Assert.Equal(
        expected,
        ProvenanceWords.SourceOf(new ProvenanceEvidence("a", ProvenanceKind.Assisted, "Tool", "trailer", "text") { Certainty = certainty }));

    [Theory]
    [InlineData("Unknown", "unnamed tool")]
    [InlineData("Claude", "Claude")]
    public void A_Tool_That_Nothing_Names_Is_Called_So(string tool, string expected) =>
        Assert.Equal(expected, ProvenanceWords.ToolOf(tool));

    [Theory]
    [InlineData(null, "Kim says: \"No AI\"")]
    [InlineData("0123456789", "Kim says of 0123456: \"No AI\"")]
    [InlineData("012", "Kim says of 012: \"No AI\"")]
    public void An_Attestation_Is_Told_With_Who_Gave_It_And_For_What(string? commit, string expected) =>
        Assert.Equal(expected, ProvenanceWords.Of(new AiAttestation(new ActorIdentity("Kim"), "No AI", commit)));
}
