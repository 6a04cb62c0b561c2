namespace Workflow.Core.Reviews;

/// <summary>Finds demands that nobody could ever fulfil, so that a pipeline is told at once and not after the last step.</summary>
public static class Feasibility
{
    /// <summary>What is asked for while those who may review cannot give it even together.</summary>
    /// <param name="eligible">All who may be asked at any step of the ladder. Where there is nobody, nothing is said here.</param>
    /// <returns>A sentence or two: what is missing, and how to mend it; null where nothing is.</returns>
    public static string? FindDefect(ReviewRequirement requirement, IReadOnlyList<Person> eligible, IReadOnlyList<string>? codeOwners)
    {
        if (eligible.Count == 0 || Quorum.FindGap(requirement, AllApprove(eligible, codeOwners)) is not { LeastPeople: > 0 } gap)
        {
            return null;
        }

        var people = eligible.Count == 1 ? "the one person" : $"the {eligible.Count} people";
        var files = gap.CodeOwner && codeOwners is not { Count: > 0 } ? " No CODEOWNERS file names owners of the changed files." : "";
        return $"The review could never be fulfilled: {requirement} is asked for, and even with {people} who may review this deployment, "
            + $"{gap} would be missing.{files} "
            + "Put such people into the people directory, or ask for less in the policy or the friction control.";
    }

    /// <summary>
    /// The requirement without those teams of an agent's sponsors in which nobody may review: others of the level do instead.
    /// </summary>
    /// <param name="demanded">Teams that are asked for by name: these stay.</param>
    public static ReviewRequirement WithoutEmptySponsorTeams(
        ReviewRequirement requirement, IReadOnlyList<Person> eligible, IReadOnlyList<string> demanded)
    {
        string[] empty = [.. requirement.Teams
            .Except(demanded, StringComparer.OrdinalIgnoreCase)
            .Except(eligible.Select(one => one.Team).OfType<string>(), StringComparer.OrdinalIgnoreCase)];
        return empty.Length == 0
            ? requirement
            : requirement with { Teams = [.. requirement.Teams.Except(empty, StringComparer.OrdinalIgnoreCase)] };
    }

    /// <summary>Whether the ladder ends after somebody has stopped waiting for it.</summary>
    /// <param name="begins">When the first step begins; steps that count in working time depend on it.</param>
    /// <param name="patience">How long is waited.</param>
    /// <param name="who">Who waits, as the subject of a sentence.</param>
    /// <returns>A sentence or two; null where it does not.</returns>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the time zone of a step's hours.</exception>
    public static string? FindLadderDefect(
        IReadOnlyList<EscalationStep> ladder, DateTimeOffset begins, TimeSpan patience, string who)
    {
        var length = ladder.Aggregate(begins, (at, step) => StepPlan.LatestEndOf(step, at)) - begins;
        return length <= patience
            ? null
            : $"The ladder takes up to {Describe(length)}, and {who} waits no longer than {Describe(patience)}: "
                + "its last reviewers could not answer in time. Shorten the waits of its steps.";
    }

    private static IEnumerable<JudgedDecision> AllApprove(IEnumerable<Person> people, IReadOnlyList<string>? owners) =>
        people.Select(person => JudgedDecision.Expect(person, owners is not null && CodeOwner.IsAmong(owners, person)));

    private static string Describe(TimeSpan time) =>
        time.TotalHours < 2 ? $"{Math.Ceiling(time.TotalMinutes):0} minutes"
        : time.TotalDays < 2 ? $"{Math.Ceiling(time.TotalHours):0} hours"
        : $"{Math.Ceiling(time.TotalDays):0} days";
}
