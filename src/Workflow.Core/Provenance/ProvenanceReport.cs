using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>How far AI wrote a change. Ordered from the least to the most reason for care.</summary>
/// <remarks>
/// Signals that are certain or likely decide. Weak ones (a branch that begins with a tool's name, a label, a stamp that editors left
/// on hand-written commits) change nothing alone: two of them from different places make a change assisted, one is only listed.
/// </remarks>
public enum ProvenanceKind
{
    /// <summary>No signal of AI was found. That is undeclared, not proof of a human hand.</summary>
    None,

    /// <summary>A human authored it with the help of an AI tool.</summary>
    Assisted,

    /// <summary>
    /// What was read shows no signal, and the change could not be read completely; or no agent shows, and commits without a signal lack
    /// the attestation that no AI took part where policy demands it. The tools that do show are still named.
    /// </summary>
    Unknown,

    /// <summary>An autonomous agent authored at least one commit or a pull request.</summary>
    Agent,
}

/// <summary>Who and what wrote a change set, with the evidence.</summary>
/// <param name="Tools">The AI tools that took part, by name, without duplicates.</param>
/// <param name="Note">
/// Why commits or pull requests could not be read, or whose attestation is missing; null where nothing is missing.
/// </param>
public sealed record ProvenanceReport(
    ProvenanceKind Kind, IReadOnlyList<string> Tools, IReadOnlyList<ProvenanceEvidence> Evidence, string? Note = null)
{
    /// <summary>The commits in which AI took part, newest first. Their evidence is in <see cref="Evidence"/>.</summary>
    public IReadOnlyList<ConcernedCommit> Commits { get; init; } = [];

    /// <summary>The people who set the agents to work, as far as they are named.</summary>
    public IReadOnlyList<ActorIdentity> Sponsors { get; init; } = [];

    /// <summary>How much of the change AI wrote; null in reports that were made before this was counted.</summary>
    public ProvenanceShare? Share { get; init; }

    /// <summary>Who says that no AI took part. A positive signal counts all the same.</summary>
    public IReadOnlyList<AiAttestation> Attestations { get; init; } = [];
}

/// <summary>One signal, where it was found.</summary>
/// <param name="CommitSha">The commit that holds it; for a pull request or a declaration the head commit.</param>
/// <param name="Kind">What it makes of the commit, if it is not weak.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Signal">
/// What kind of signal: <c>author</c>, <c>committer</c>, <c>trailer</c>, <c>message</c>, <c>pull-request author</c>,
/// <c>pull-request</c> (its body), <c>branch</c>, <c>label</c>, <c>note</c>, <c>agent-trace</c> or <c>declaration</c>.
/// </param>
/// <param name="Text">The exact text that matched, at most <see cref="MaxTextLength"/> characters of it.</param>
public sealed record ProvenanceEvidence(string CommitSha, ProvenanceKind Kind, string Tool, string Signal, string Text)
{
    public const int MaxTextLength = 300;

    public SignalCertainty Certainty { get; init; } = SignalCertainty.Certain;

    /// <summary>Line in the message or body, from 1; null where lines mean nothing.</summary>
    public int? Line { get; init; }
}

/// <summary>A commit in which AI took part, as a report keeps it.</summary>
/// <param name="Tools">By name.</param>
/// <param name="Sponsor">Who set the agent to work; null where nobody is named or no agent authored it.</param>
/// <param name="AiLines">Lines that AI wrote; null where nothing tells.</param>
/// <param name="AddedLines">Lines that the commit adds; null where the source does not count them.</param>
public sealed record ConcernedCommit(
    string Sha, ProvenanceKind Kind, IReadOnlyList<string> Tools, ActorIdentity? Sponsor, int? AiLines, int? AddedLines);

/// <summary>How much of a change AI wrote.</summary>
/// <param name="Commits">Commits in which AI took part.</param>
/// <param name="Lines">
/// Lines that AI wrote: what authorship logs and agent traces say, and all that an agent's commits add. Null where an assisted
/// commit says nothing of its lines.
/// </param>
/// <param name="AllLines">Lines that the commits add; null where the source does not count them.</param>
public sealed record ProvenanceShare(int Commits, int AllCommits, int? Lines, int? AllLines);

/// <summary>Somebody says that no AI took part.</summary>
/// <param name="Statement">In their words.</param>
/// <param name="CommitSha">The commit that it is about; null for the whole change.</param>
public sealed record AiAttestation(ActorIdentity By, string Statement, string? CommitSha);
