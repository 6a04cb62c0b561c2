using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Provenance;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a provenance report says, in the reader's words: the counterpart of <see cref="ProvenanceWords"/>.</summary>
internal static class ProvenanceTexts
{
    public static string Of(CardTexts texts, ProvenanceShare share)
    {
        var commits = texts.ShareOfCommits(share.AllCommits, share.Commits);
        return share switch
        {
            { Commits: 0 } => commits,
            { Lines: null } => texts.ShareLinesUnknown(commits),
            { Lines: { } lines, AllLines: { } all } => texts.ShareOfLines(all, commits, lines),
            { Lines: { } lines } => texts.ShareLines(lines, commits),
        };
    }

    public static string Of(CardTexts texts, AiAttestation attestation) => attestation.CommitSha is { } sha
        ? texts.AttestedOf(attestation.By.ToString(), sha[..Math.Min(7, sha.Length)], attestation.Statement)
        : texts.AttestedBy(attestation.By.ToString(), attestation.Statement);

    public static string SourceOf(CardTexts texts, ProvenanceEvidence evidence) =>
        evidence.Certainty is SignalCertainty.Certain ? evidence.Signal : $"{evidence.Signal}, {texts.Certainty(evidence.Certainty)}";

    public static string ToolOf(CardTexts texts, string name) => name == AiTool.Unknown.Name ? texts.UnnamedTool : name;
}
