using Workflow.Core.Reviews;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>How much of a review falls to one of those who could give it, were all asked alike.</summary>
/// <param name="Approvals">From 0 to 1.</param>
internal readonly record struct ReviewShare(Person Person, double Approvals)
{
    /// <summary>
    /// Each demanded team gives one approval, and so does somebody of the kind that is asked for, a role's or an owner; all share the rest.
    /// </summary>
    /// <param name="owners">Who owns the changed files.</param>
    public static IReadOnlyList<ReviewShare> Of(ReviewRequirement requirement, IReadOnlyList<Person> eligible, IReadOnlyList<string> owners)
    {
        var shares = new double[eligible.Count];
        var left = PeopleOf(requirement);
        foreach (var team in requirement.Teams)
        {
            left -= Give(person => string.Equals(person.Team, team, StringComparison.OrdinalIgnoreCase));
        }

        if (left > 0 && (requirement.Roles.Count > 0 || requirement.CodeOwner))
        {
            left -= Give(person => requirement.Roles.Intersect(person.Roles, StringComparer.OrdinalIgnoreCase).Any()
                || (requirement.CodeOwner && CodeOwner.IsAmong(owners, person)));
        }

        return [.. eligible.Select((person, index) => new ReviewShare(person, Math.Min(1, shares[index] + (double)left / eligible.Count)))];

        int Give(Func<Person, bool> isOfKind)
        {
            int[] kind = [.. Enumerable.Range(0, eligible.Count).Where(index => isOfKind(eligible[index]))];
            foreach (var index in kind)
            {
                shares[index] += 1.0 / kind.Length;
            }

            return Math.Min(1, kind.Length);
        }
    }

    /// <summary>How many people it takes at least.</summary>
    public static int PeopleOf(ReviewRequirement requirement) => Quorum.FindGap(requirement, []).LeastPeople;
}
