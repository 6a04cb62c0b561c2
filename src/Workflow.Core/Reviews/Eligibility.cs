namespace Workflow.Core.Reviews;

/// <summary>Whether a person may review a change, with every reason why not.</summary>
public sealed record Eligibility(IReadOnlyList<string> Reasons)
{
    public bool IsEligible => Reasons.Count == 0;

    /// <summary>Separation of duties and seniority. Pure: checked when somebody is asked and again when they decide.</summary>
    /// <param name="participants">Everybody who took part in the change.</param>
    /// <param name="minimum">The level that the policy asks for.</param>
    /// <param name="role">The role that the ladder's step asks for; null for none.</param>
    public static Eligibility Of(Person candidate, IEnumerable<Participant> participants, Level minimum, string? role = null)
    {
        List<string> reasons = [];
        var keys = candidate.Keys().ToHashSet(StringComparer.Ordinal);
        var roles = participants
            .Where(one => one.Is(candidate, keys))
            .Aggregate(Participation.None, (all, one) => all | one.Roles);
        foreach (var (participation, words) in Conflicts)
        {
            if (roles.HasFlag(participation))
            {
                reasons.Add($"{candidate.Name} {words}");
            }
        }

        var represented = participants.FirstOrDefault(one => one.WroteIt && one.Person is { } writer && writer.DelegateId == candidate.Id);
        if (represented is not null)
        {
            reasons.Add($"{candidate.Name} stands in for {represented.DisplayName}, who wrote part of the change");
        }

        if (candidate.IsSuspended)
        {
            reasons.Add($"{candidate.Name} is suspended from reviewing");
        }

        if (candidate.Level < minimum)
        {
            reasons.Add($"{candidate.Name} is {Words.Of(candidate.Level)}; the policy asks for {Words.Of(minimum)} or above");
        }

        if (role is not null && !candidate.Roles.Contains(role, StringComparer.OrdinalIgnoreCase))
        {
            reasons.Add($"{candidate.Name} does not have the role '{role}'");
        }

        if (string.IsNullOrWhiteSpace(candidate.ObjectId))
        {
            reasons.Add($"{candidate.Name} has no directory object id to be asked and recognized by");
        }

        return new Eligibility(reasons);
    }

    /// <summary>The same, and independence from the line of management of those who wrote the change.</summary>
    public static Eligibility OfIndependent(Person candidate, ChangeAssessment assessment, Level minimum, string? role = null)
    {
        var eligibility = Of(candidate, assessment.Participants, minimum, role);
        var writers = assessment.Participants.Where(one => one.WroteIt).Select(one => one.Person).OfType<Person>();
        var dependence = assessment.ManagementLine is null
            ? "the line of management of those who wrote the change is not known"
            : assessment.IsAbove(candidate) ? $"{candidate.Name} is in the line of management of somebody who wrote the change"
            : writers.FirstOrDefault(writer => writer.Id == candidate.ManagerId) is { } manager
                ? $"{candidate.Name} reports to {manager.Name}, who wrote the change"
                : null;
        return dependence is null ? eligibility : new Eligibility([.. eligibility.Reasons, dependence]);
    }

    private static readonly (Participation Participation, string Words)[] Conflicts =
    [
        (Participation.Author, "is an author of the change"),
        (Participation.CoAuthor, "is a co-author of the change"),
        (Participation.Committer, "committed part of the change"),
        (Participation.Requester, "requested the deployment"),
        (Participation.AgentOperator, "operates an agent that wrote part of the change"),
        (Participation.BreakGlass, "asked for or confirmed the break-glass"),
    ];
}
