using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds what the list of changed files alone says about risk, without a look into them.</summary>
public static class ChangeRisk
{
    /// <param name="documents">
    /// What was attached and read: where a plan is among them, changed infrastructure code needs no finding.
    /// </param>
    public static IReadOnlyList<RiskFinding> Find(ChangeSet changes, IReadOnlyList<ReadDocument> documents) =>
    [
        .. FindInFiles(changes.Files),
        .. InfrastructureRisk.Find(changes.Files, documents),
    ];

    /// <summary>The same for files of which nobody knows what else is attached, such as those in a diff.</summary>
    public static IReadOnlyList<RiskFinding> FindInFiles(IReadOnlyList<ChangedFile> files) =>
    [
        .. DeletionRisk.Find(files),
        .. files.SelectMany(FileRisk.Find),
        .. CompositionRisk.Find(files),
    ];
}
