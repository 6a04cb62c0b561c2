using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds what the list of changed files alone says about risk, without a look into them.</summary>
public static class ChangeRisk
{
    /// <param name="documents">What was attached and read: where a plan is among them, changed infrastructure code needs no finding.</param>
    public static IReadOnlyList<RiskFinding> Find(ChangeSet changes, IReadOnlyList<ReadDocument> documents) =>
    [
        .. DeletionRisk.Find(changes.Files),
        .. changes.Files.SelectMany(FileRisk.Find),
        .. InfrastructureRisk.Find(changes.Files, documents),
        .. CompositionRisk.Find(changes.Files),
    ];
}
