using Workflow.Core.Reviews;

namespace Workflow.Core.Policy.Analysis;

/// <summary>Finds demands that cannot be met: by the people there are, or in the time that a pipeline waits.</summary>
public static class ReachAnalysis
{
    private const string Manager = "manager";

    /// <param name="people">Everybody that the directory knows.</param>
    public static IReadOnlyList<PolicyFault> FindFaults(DeploymentPolicy policy, IReadOnlyList<Person> people) =>
    [
        .. Demands(policy).SelectMany(demand =>
            FindFaults(demand.Part, demand.Demand, people).Concat(FindUnmailed(demand.Part, demand.Demand, people))),
        .. policy.BreakGlass is { } glass ? FindFaults(glass, people) : [],
    ];

    /// <param name="longest">How long the pipeline host waits for an answer.</param>
    public static IReadOnlyList<PolicyFault> FindLongLadders(DeploymentPolicy policy, string host, TimeSpan longest) =>
    [
        .. Demands(policy)
            .Select(demand => (demand.Part, Wait: EscalationStep.LongestOf(demand.Demand.Ladder)))
            .Where(demand => demand.Wait > longest)
            .Select(demand => new PolicyFault(
                demand.Part,
                $"its ladder waits {demand.Wait.TotalHours:0.#} hours, and {host} gives up after {longest.TotalHours:0.#}; "
                + "shorten its steps")),
    ];

    private static IEnumerable<(string Part, ReviewDemand Demand)> Demands(DeploymentPolicy policy) =>
        policy.Rules
            .Where(rule => rule.Demand is not null)
            .Select(rule => ($"rule '{rule.Name}'", rule.Demand!))
            .Prepend(("default", policy.Default))
            .Concat(policy.IncidentResponses.Select(one => ("incidents", new ReviewDemand(one.Requirement, policy.Default.Ladder))))
            .Concat(policy.BreakGlass is { } glass ? [("break-glass", glass.Review)] : []);

    private static IEnumerable<PolicyFault> FindFaults(string part, ReviewDemand demand, IReadOnlyList<Person> people)
    {
        var requirement = demand.Requirement;
        Person[] pool = [.. people.Where(person => person.Level >= requirement.MinimumLevel && person.ObjectId is not null)];
        var whom = $"{Words.Of(requirement.MinimumLevel)} or above";
        if (pool.Length < requirement.Approvals)
        {
            yield return new PolicyFault(
                part,
                $"asks for {requirement.Approvals} approvals by {whom}, and the directory has {pool.Length} such people who can be asked");
        }

        var asked = pool.Count(person => demand.Ladder.Any(step => step.Channel is not StepChannel.Mail && Reaches(step, person)));
        if (pool.Length >= requirement.Approvals && asked < requirement.Approvals)
        {
            yield return new PolicyFault(
                part, $"asks for {requirement.Approvals} approvals, and the steps of its ladder ask {asked} of those people in all; widen a step");
        }

        foreach (var role in requirement.Roles.Where(role => !pool.Any(person => Has(person, role))))
        {
            yield return new PolicyFault(part, $"asks for the role '{role}', which nobody of {whom} has");
        }

        foreach (var team in requirement.Teams.Where(team => !pool.Any(person => IsSame(person.Team, team))))
        {
            yield return new PolicyFault(part, $"asks for the team '{team}', in which nobody is {whom}");
        }

        if (requirement.DifferentTeams
            && pool.Select(person => person.Team).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Count() < 2)
        {
            yield return new PolicyFault(part, $"asks for two teams, and those of {whom} are not of two");
        }

        foreach (var step in demand.Ladder.Where(step => step.Channel is not StepChannel.Mail))
        {
            if (!pool.Any(person => Reaches(step, person)))
            {
                var role = step.Role is null ? "" : $" with the role '{step.Role}'";
                yield return new PolicyFault(
                    part, $"its step '{step.Name}' finds nobody: it asks for {Words.Of(step.MinimumLevel)} or above{role}");
            }
        }
    }

    /// <summary>
    /// Of the roles that the steps of a ladder send mails to, but for what a step asks for as well. Who are the managers of those asked shows
    /// in each review.
    /// </summary>
    private static IEnumerable<PolicyFault> FindUnmailed(string part, ReviewDemand demand, IReadOnlyList<Person> people) =>
        from step in demand.Ladder
        from role in step.EmailRoles ?? []
        where !IsSame(role, Manager) && !IsSame(step.Role, role) && !people.Any(person => Has(person, role))
        select new PolicyFault(
            part,
            $"its step '{step.Name}' mails the role '{role}', which nobody has"
            + (role.Contains('@') ? "; 'email' takes roles and no addresses" : ""));

    /// <summary>Of those who ask and confirm in an emergency.</summary>
    private static IEnumerable<PolicyFault> FindFaults(BreakGlassRules rules, IReadOnlyList<Person> people)
    {
        if (!people.Any(person => person.Level >= rules.Requester && (rules.RequesterRole is null || Has(person, rules.RequesterRole))))
        {
            var role = rules.RequesterRole is null ? "" : $" with the role '{rules.RequesterRole}'";
            yield return new PolicyFault("break-glass", $"nobody may ask for it: there is no {Words.Of(rules.Requester)} or above{role}");
        }

        if (!people.Any(person => person.Level >= Level.Senior && (rules.ConfirmerRole is null || Has(person, rules.ConfirmerRole))))
        {
            var role = rules.ConfirmerRole is null ? "" : $" with the role '{rules.ConfirmerRole}'";
            yield return new PolicyFault("break-glass", $"nobody may confirm it: there is no senior or above{role}");
        }
    }

    private static bool Reaches(EscalationStep step, Person person) =>
        person.Level >= step.MinimumLevel && (step.Role is null || Has(person, step.Role));

    private static bool Has(Person person, string role) => person.Roles.Contains(role, StringComparer.OrdinalIgnoreCase);

    private static bool IsSame(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
