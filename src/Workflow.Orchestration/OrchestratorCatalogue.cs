using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>
/// Everything that an instance may run, by the name that its history knows. Hosts register each entry.
/// <para>
/// Instances run for days, and an upgrade finds them half-way: the new code replays the history that the old code wrote. Where the
/// new code asks for the same activities and timers in the same order, they just go on; what an activity does inside may change
/// at any time, as long as its input and output can still be read. Where the order changes, the old code must stay until no instance
/// runs it any more:
/// </para>
/// <list type="number">
/// <item>Leave the old orchestrator as it is, under its name, and keep its entry here under a field of its own.</item>
/// <item>Give the changed one a versioned name, such as <c>DeploymentReview_2</c>, and let the entry for new instances
/// (<see cref="DeploymentReview"/> and so on: what the intake starts) point at it.</item>
/// <item>When no instance with the old name is open (at most the ladder's length and a month of callbacks later), remove the old one
/// and its recorded histories.</item>
/// </list>
/// <para>
/// Whoever forgets is told by the test that replays recorded histories. An instance that comes to such code all the same fails, and
/// its deployment is taken up by <see cref="AbandonedReview"/> or <see cref="UnansweredCallback"/>: it is answered, never released
/// by the failure.
/// </para>
/// </summary>
public static class OrchestratorCatalogue
{
    /// <summary>What a new deployment request runs.</summary>
    public static readonly OrchestratorDefinition<DeploymentRequest, ReviewResult> DeploymentReview =
        new(DeploymentReviewOrchestrator.Name, DeploymentReviewOrchestrator.RunAsync);

    /// <summary>What answers a deployment whose review failed before it had an outcome.</summary>
    public static readonly OrchestratorDefinition<DeploymentRequest, ReviewResult> AbandonedReview =
        new(AbandonedReviewOrchestrator.Name, AbandonedReviewOrchestrator.RunAsync);

    /// <summary>What answers a deployment whose review failed after its outcome was recorded.</summary>
    public static readonly OrchestratorDefinition<OutcomeInput, ReviewResult> UnansweredCallback =
        new(UnansweredCallbackOrchestrator.Name, UnansweredCallbackOrchestrator.RunAsync);

    /// <summary>What has a release by break-glass reviewed afterwards.</summary>
    public static readonly OrchestratorDefinition<AfterTheFactInput, ReviewOutcome> AfterTheFactReview =
        new(AfterTheFactReviewOrchestrator.Name, AfterTheFactReviewOrchestrator.RunAsync);
}

/// <summary>An orchestrator's code under the name by which its instances know it.</summary>
/// <param name="Name">Part of every instance's history: never changed while one is open.</param>
public sealed record OrchestratorDefinition<TInput, TOutput>(string Name, Func<IOrchestrationContext, TInput, Task<TOutput>> RunAsync);
