namespace Workflow.Core.Provenance;

/// <summary>What a report says, in the words of cards, pages and mails. Texts from outside stand in them as they are.</summary>
public static class ProvenanceWords
{
    /// <summary>For example <c>in 1 of 2 commits, 84 of 115 added lines</c>.</summary>
    public static string Of(ProvenanceShare share)
    {
        var commits = Invariant($"in {share.Commits:N0} of {share.AllCommits:N0} {(share.AllCommits == 1 ? "commit" : "commits")}");
        return share switch
        {
            { Commits: 0 } => commits,
            { Lines: null } => $"{commits}, in how many lines nothing tells",
            { AllLines: { } all } => Invariant($"{commits}, {share.Lines:N0} of {all:N0} added lines"),
            _ => Invariant($"{commits}, {share.Lines:N0} added lines"),
        };
    }

    /// <summary>
    /// Where and how a signal was found, and how sure it is where it is not certain: <c>trailer</c>, <c>branch, weak</c>.
    /// </summary>
    public static string SourceOf(ProvenanceEvidence evidence) =>
        evidence.Certainty is SignalCertainty.Certain ? evidence.Signal : $"{evidence.Signal}, {Words.Of(evidence.Certainty)}";

    /// <summary>What readers are told of a tool: one that nothing names is called so.</summary>
    public static string ToolOf(string name) => name == AiTool.Unknown.Name ? "unnamed tool" : name;

    /// <summary>Who says that no AI took part, of what, and in which words.</summary>
    public static string Of(AiAttestation attestation) =>
        $"{attestation.By} says{(attestation.CommitSha is { } sha ? $" of {sha[..Math.Min(7, sha.Length)]}" : "")}: "
        + $"\"{attestation.Statement}\"";

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
