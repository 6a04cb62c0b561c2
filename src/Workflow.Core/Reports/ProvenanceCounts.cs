using Workflow.Core.Provenance;
using Workflow.Core.Reviews;

namespace Workflow.Core.Reports;

/// <summary>Deployments by how far AI wrote them.</summary>
/// <param name="NotAssessed">Ended or waiting before the change was looked at.</param>
public sealed record ProvenanceCounts(int None, int Assisted, int Agent, int Unknown, int NotAssessed)
{
    /// <summary>The share of those with a known provenance that AI took part in, 0 to 1; null where there are none.</summary>
    public double? AiShare => None + Assisted + Agent is var known and > 0 ? (double)(Assisted + Agent) / known : null;

    public static ProvenanceCounts Of(IReadOnlyCollection<Review> reviews)
    {
        return new ProvenanceCounts(
            Count(ProvenanceKind.None),
            Count(ProvenanceKind.Assisted),
            Count(ProvenanceKind.Agent),
            Count(ProvenanceKind.Unknown),
            reviews.Count(review => review.Assessment is null));

        int Count(ProvenanceKind kind) => reviews.Count(review => review.Assessment?.Provenance.Kind == kind);
    }
}
