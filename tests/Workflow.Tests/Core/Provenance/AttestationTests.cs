using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class AttestationTests
{
    private static readonly ActorIdentity Kim = new("Kim Lee", "kim@example.com");
    private static readonly ActorIdentity Bot = new("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com");

    [Fact]
    public void Silence_Is_Unknown_Where_Policy_Says_That_It_Is_No_Proof()
    {
        var changes = Given.Changes(Given.Commit("One"), Given.Commit("Two", Kim), Given.Commit("Three\n\nAI-assisted: no"));

        var report = Given.Detector.Detect(changes, requiresAttestation: true);

        Assert.Equal(ProvenanceKind.Unknown, report.Kind);
        Assert.Equal(
            "Nobody attests that no AI took part in 1 of 3 commits: the word of Kim Lee is missing.",
            Given.Detector.Detect(changes, Denial(Given.Jane), requiresAttestation: true).Note);
        Assert.Equal("AI-assisted: no", Assert.Single(report.Attestations).Statement);
        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(changes).Kind);
    }

    [Fact]
    public void The_Word_Of_Those_Who_Wrote_It_Is_Enough()
    {
        var changes = Given.Changes(Given.Commit("One"), Given.Commit("Two\n\nAssisted-by: none", Kim));

        var report = Given.Detector.Detect(changes, Denial(Given.Jane), requiresAttestation: true);

        Assert.Equal((ProvenanceKind.None, null), (report.Kind, report.Note));
        Assert.Equal([Kim, Given.Jane], report.Attestations.Select(one => one.By));
    }

    [Theory]
    [InlineData("omar@example.com")]
    [InlineData(null)]
    public void The_Word_Of_Others_Or_Of_Nobody_Proves_Nothing(string? by)
    {
        var declaration = Denial(new ActorIdentity(Email: by)) with { By = by is null ? null : new ActorIdentity(Email: by) };

        var report = Given.Detector.Detect(Given.Changes(Given.Commit("One")), declaration, requiresAttestation: true);

        Assert.Equal(ProvenanceKind.Unknown, report.Kind);
    }

    [Fact]
    public void For_A_Program_Who_Committed_Its_Work_Can_Speak()
    {
        var changes = Given.Changes(Given.Commit("Bump", Bot, Kim));

        Assert.Equal(ProvenanceKind.Unknown, Given.Detector.Detect(changes, requiresAttestation: true).Kind);
        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(changes, Denial(Kim), requiresAttestation: true).Kind);
    }

    [Fact]
    public void A_Denial_Never_Overrides_A_Signal()
    {
        var changes = Given.Changes(Given.Commit("One\n\nAI-assisted: no\nCo-authored-by: Claude <noreply@anthropic.com>"));

        var report = Given.Detector.Detect(changes, Denial(Given.Jane), requiresAttestation: true);

        Assert.Equal((ProvenanceKind.Assisted, null), (report.Kind, report.Note));
        Assert.Equal(2, report.Attestations.Count);
    }

    [Fact]
    public void A_Declaration_Adds_Its_Tools()
    {
        var declaration = new AiDeclaration(ProvenanceKind.Agent, ["claude", "Copilot"], Kim, "Claude did it, and Copilot the tests.");

        var report = Given.Detector.Detect(Given.Changes(Given.Commit("One")), declaration);

        Assert.Equal(ProvenanceKind.Agent, report.Kind);
        Assert.Equal(["Claude", "Copilot"], report.Tools);
        Assert.All(report.Evidence, one => Assert.Equal(("declaration", declaration.Statement), (one.Signal, one.Text)));
    }

    [Fact]
    public void Silent_Commits_Beside_An_Assisted_One_Need_Their_Attestation()
    {
        var changes = Given.Changes(Given.Commit("One", Kim), Given.Commit("Two\n\nAssisted-by: Claude"));

        var report = Given.Detector.Detect(changes, requiresAttestation: true);

        Assert.Equal(ProvenanceKind.Unknown, report.Kind);
        Assert.Equal(["Claude"], report.Tools);
        Assert.Single(report.Evidence);
        Assert.Equal(ProvenanceKind.Assisted, Given.Detector.Detect(changes, Denial(Kim), requiresAttestation: true).Kind);
        Assert.Equal(ProvenanceKind.Assisted, Given.Detector.Detect(changes).Kind);
    }

    [Fact]
    public void Silent_Commits_Beside_An_Agents_Change_Nothing()
    {
        var agent = new ActorIdentity("Claude", "noreply@anthropic.com");

        var report = Given.Detector.Detect(Given.Changes(Given.Commit("One"), Given.Commit("Two", agent)), requiresAttestation: true);

        Assert.Equal(ProvenanceKind.Agent, report.Kind);
        Assert.NotNull(report.Note);
    }

    [Theory]
    [InlineData("jane@example.com", ProvenanceKind.Assisted)]
    [InlineData("omar@example.com", ProvenanceKind.Unknown)]
    public void Who_Declares_The_Part_Of_AI_Is_Not_Silent(string by, ProvenanceKind expected)
    {
        var declaration = new AiDeclaration(ProvenanceKind.Assisted, ["claude"], new ActorIdentity(Email: by));

        Assert.Equal(expected, Given.Detector.Detect(Given.Changes(Given.Commit("One")), declaration, requiresAttestation: true).Kind);
    }

    [Fact]
    public void A_Denial_In_The_Middle_Of_A_Squash_Is_Not_The_Authors_Word()
    {
        var changes = Given.Changes(Given.Commit("Squash\n\n* One\n\nAI-assisted: no\n\n* Two\n\nSigned-off-by: Kim Lee <kim@example.com>"));

        var report = Given.Detector.Detect(changes, requiresAttestation: true);

        Assert.Equal(ProvenanceKind.Unknown, report.Kind);
        Assert.Empty(report.Attestations);
    }

    [Fact]
    public void A_Co_Author_Cannot_Speak_For_Another_Author()
    {
        var changes = Given.Changes(Given.Commit("One\n\nCo-authored-by: Kim Lee <kim@example.com>"));

        Assert.Equal(ProvenanceKind.Unknown, Given.Detector.Detect(changes, Denial(Kim), requiresAttestation: true).Kind);
        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(changes, Denial(Given.Jane), requiresAttestation: true).Kind);
    }

    private static AiDeclaration Denial(ActorIdentity by) => new(ProvenanceKind.None, [], by, "No AI was used.");
}
