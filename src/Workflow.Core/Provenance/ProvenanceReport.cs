namespace Workflow.Core.Provenance;

/// <summary>How far AI wrote a change. Ordered from the least to the most reason for care.</summary>
public enum ProvenanceKind
{
    /// <summary>No signal of AI was found. That is undeclared, not proof of a human hand.</summary>
    None,

    /// <summary>A human authored it with the help of an AI tool.</summary>
    Assisted,

    /// <summary>The change could not be read completely, and what was read shows no signal.</summary>
    Unknown,

    /// <summary>An autonomous agent authored at least one commit or a pull request.</summary>
    Agent,
}

/// <summary>Who and what wrote a change set, with the evidence.</summary>
/// <param name="Tools">The AI tools that took part, by name, without duplicates.</param>
/// <param name="Note">Why commits or pull requests could not be read; null where all were.</param>
public sealed record ProvenanceReport(
    ProvenanceKind Kind, IReadOnlyList<string> Tools, IReadOnlyList<ProvenanceEvidence> Evidence, string? Note = null);

/// <summary>One signal, where it was found.</summary>
/// <param name="CommitSha">The commit that holds it; for a pull request the head commit that it brings.</param>
/// <param name="Signal">What kind of signal: <c>author</c>, <c>committer</c>, <c>trailer</c>, <c>message</c>, <c>pull-request author</c> or
/// <c>pull-request</c> (its body).</param>
/// <param name="Text">The exact text that matched.</param>
public sealed record ProvenanceEvidence(string CommitSha, ProvenanceKind Kind, string Tool, string Signal, string Text);
