using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>What a step of a ladder does, in words.</summary>
public static class StepText
{
    private const string Manager = "manager";

    /// <summary>Whom it asks and how, how long and in whose time it waits, how often it reminds, and whom it mails besides.</summary>
    public static string Of(EscalationStep step)
    {
        string?[] parts =
        [
            AskOf(step),
            $"waits {Of(step.Timeout)}{TimeOf(step)}",
            step.ReminderInterval is { } interval ? $"reminds every {Of(interval)}" : null,
            step.Channel is not StepChannel.Mail && step.EmailRoles is { Count: > 0 } roles ? $"mails {Of(roles)}" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    private static string AskOf(EscalationStep step)
    {
        var role = step.Role is null ? "" : $" with the role '{step.Role}'";
        var people = step.People > 1 ? $"{step.People} people, " : "";
        var whom = $"{Words.Of(step.MinimumLevel)} or above{role}";
        return step.Channel switch
        {
            StepChannel.Mail => $"only mails {Of(step.EmailRoles ?? [])}",
            StepChannel.Post => $"offers it in the channel to {whom}",
            StepChannel.CardAndMail => $"asks {people}{whom}, by card and mail",
            _ => $"asks {people}{whom}",
        };
    }

    private static string TimeOf(EscalationStep step) =>
        step.InReviewersHours ? " of the reviewer's working time" : step.Hours is null ? "" : " of working time";

    private static string Of(IReadOnlyList<string> roles) => string.Join(
        " and ",
        roles.Select(role => role.Equals(Manager, StringComparison.OrdinalIgnoreCase) ? "the managers" : $"the role '{role}'"));

    /// <summary>In hours and less, as a day of working time is no day of the clock.</summary>
    private static string Of(TimeSpan time)
    {
        (int Count, string Unit)[] parts = [((int)time.TotalHours, "hour"), (time.Minutes, "minute"), (time.Seconds, "second")];
        return string.Join(' ', parts.Where(part => part.Count > 0).Select(part => $"{part.Count} {part.Unit}{(part.Count == 1 ? "" : "s")}"));
    }
}
