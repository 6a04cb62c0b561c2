namespace Workflow.Orchestration;

/// <summary>Takes one deployment request from its arrival to its answer.</summary>
public static partial class DeploymentReviewOrchestrator
{
    /// <summary>Part of every running instance's history: never rename it.</summary>
    public const string Name = "DeploymentReview";
}
