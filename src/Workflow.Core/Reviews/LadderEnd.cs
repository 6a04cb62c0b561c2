namespace Workflow.Core.Reviews;

/// <summary>When a ladder ends that is being climbed.</summary>
public static class LadderEnd
{
    /// <param name="step">The step that has begun; the last one where the ladder has none of this name.</param>
    /// <param name="deadline">When that step ends.</param>
    /// <returns>When the last step ends at the latest, if each begins where the one before it ends.</returns>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of a step's hours.</exception>
    public static DateTimeOffset Of(IReadOnlyList<EscalationStep> ladder, string step, DateTimeOffset deadline) =>
        EscalationStep.After(ladder, step).Aggregate(deadline, (at, next) => StepPlan.LatestEndOf(next, at));
}
