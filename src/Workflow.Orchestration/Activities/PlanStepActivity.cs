using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Counts a step in working time. An activity, because what a machine knows of time zones changes while reviews wait, and its result
/// stays in their history.
/// </summary>
public sealed class PlanStepActivity : IActivity<PlanStepInput, StepPlan>
{
    public Task<StepPlan> RunAsync(PlanStepInput input, CancellationToken cancellationToken) =>
        Task.FromResult(StepPlan.Of(input.Step, input.Begun));
}
