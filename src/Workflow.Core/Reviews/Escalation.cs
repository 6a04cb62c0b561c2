namespace Workflow.Core.Reviews;

/// <summary>One step of an escalation ladder: who is asked, and how long the step waits for a decision.</summary>
/// <param name="Name">Unique in its ladder; shown in the timeline.</param>
/// <param name="MinimumLevel">The level to ask for; never below what the rule requires.</param>
/// <param name="Role">The role to ask for; null for anyone of the level.</param>
/// <param name="Timeout">Wait in wall-clock time before the next step. More than zero, 30 days at most.</param>
/// <param name="ReminderInterval">Time between reminders to everyone who was asked and has not decided; null for none.</param>
/// <param name="EmailRoles">
/// Roles whose members get the escalation e-mail when the step begins; <c>manager</c> stands for the managers of those asked so far.
/// </param>
public sealed record EscalationStep(
    string Name,
    Level MinimumLevel,
    TimeSpan Timeout,
    string? Role = null,
    TimeSpan? ReminderInterval = null,
    IReadOnlyList<string>? EmailRoles = null)
{
    /// <summary>The ladder with no step that asks below a level.</summary>
    public static IReadOnlyList<EscalationStep> Raise(IReadOnlyList<EscalationStep> ladder, Level minimum) =>
        [.. ladder.Select(step => step.MinimumLevel < minimum ? step with { MinimumLevel = minimum } : step)];
}

/// <summary>What a review needs before a deployment may be released.</summary>
/// <param name="MinimumLevel">The lowest level of those whose approval counts.</param>
/// <param name="Approvals">How many different people must approve. 1 or more.</param>
public sealed record ReviewRequirement(Level MinimumLevel, int Approvals)
{
    /// <summary>Both requirements at once.</summary>
    public ReviewRequirement And(ReviewRequirement other) => new(
        (Level)Math.Max((int)MinimumLevel, (int)other.MinimumLevel), Math.Max(Approvals, other.Approvals));

    /// <summary>Such as <c>2 approvals by senior or above</c>.</summary>
    public override string ToString() =>
        $"{Approvals} approval{(Approvals == 1 ? "" : "s")} by {Words.Of(MinimumLevel)} or above";
}
