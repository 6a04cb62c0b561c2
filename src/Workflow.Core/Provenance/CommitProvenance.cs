using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Who and what wrote a commit.</summary>
/// <param name="Tools">Without duplicates; empty where no AI took part.</param>
/// <param name="Evidence">Weak signals are listed also where they change nothing.</param>
public sealed record CommitProvenance(
    string Sha, ProvenanceKind Kind, IReadOnlyList<AiTool> Tools, IReadOnlyList<ProvenanceEvidence> Evidence)
{
    /// <summary>Who set the agent to work; null where nobody is named or no agent authored it.</summary>
    public ActorIdentity? Sponsor { get; init; }

    /// <summary>Lines that AI wrote; null where nothing tells.</summary>
    public int? AiLines { get; init; }

    /// <summary>What the author says against any part of AI, in a trailer of the last block: <c>AI-assisted: no</c>; or null.</summary>
    public string? Denial { get; init; }
}

/// <summary>What is known about a commit besides itself.</summary>
/// <param name="Branch">The branch that brought it.</param>
/// <param name="Labels">Those of its pull request.</param>
/// <param name="PullRequestBody">The description of its pull request.</param>
/// <param name="AuthorshipNote">Its git-ai authorship log, where <see cref="Commit.AuthorshipNote"/> does not hold it.</param>
public sealed record CommitContext(
    string? Branch = null, IReadOnlyList<string>? Labels = null, string? PullRequestBody = null, string? AuthorshipNote = null);
