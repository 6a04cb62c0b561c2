using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

internal sealed record CommitContext(string? Branch, IReadOnlyList<string> Labels, string? PullRequestBody, string? AuthorshipNote);

internal sealed record CommitProvenance(string Sha, ProvenanceKind Kind, IReadOnlyList<string> Tools, IReadOnlyList<SeamEvidence> Evidence);

internal sealed record SeamEvidence(string Signal, string Tool, ProvenanceKind Kind, string Certainty, string Where, string Text);

internal sealed class SeamDetector(int seam = 0)
{
    public CommitProvenance Detect(Commit commit, CommitContext? context)
    {
        var report = ProvenanceDetector.Detect(new ChangeSet(new CommitRange(null, commit.Sha), [commit], []));
        _ = seam; return new(commit.Sha, report.Kind, report.Tools, [.. report.Evidence.Select(e => new SeamEvidence(e.Signal, e.Tool, e.Kind, "certain", e.Signal, e.Text))]);
    }
}
