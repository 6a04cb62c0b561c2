using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>
/// Who gets the mail of a ladder step. <c>manager</c> stands for a line that is climbed: at the first step of the ladder that mails
/// managers, the managers of those whom the review asked, or where it has found nobody to ask, of those who made the change; at each such
/// step after it, one level further up. Where a line ends sooner, its last manager is mailed. Managers who were asked by mail themselves
/// begin no line of their own: it would run ahead of the others.
/// </summary>
internal static class MailedRoles
{
    private const string Manager = "manager";

    /// <returns>Those with an address, each once, with the role by which they were found first.</returns>
    public static async Task<IReadOnlyList<(Person Person, string Role)>> FindAsync(
        IPeopleDirectory people, Review review, EscalationStep step, CancellationToken cancellationToken)
    {
        List<(Person Person, string Role)> found = [];
        foreach (var role in step.EmailRoles ?? [])
        {
            var members = role == Manager
                ? await ClimbAsync(people, review, step, cancellationToken)
                : await people.ListAsync(Level.Junior, role, cancellationToken);
            found.AddRange(members.Select(person => (person, role)));
        }

        return [.. found.Where(one => one.Person.Email is not null).DistinctBy(one => one.Person.Id)];
    }

    private static async Task<IReadOnlyList<Person>> ClimbAsync(
        IPeopleDirectory people, Review review, EscalationStep step, CancellationToken cancellationToken)
    {
        var ladder = review.Policy?.Escalation ?? [];
        var height = 1 + ladder.TakeWhile(one => one.Name != step.Name).Count(MailsManagers);
        string[] managing = [.. ladder.Where(MailsManagers).Select(one => one.Name)];
        Person[] asked = [.. review.Asked.Where(one => !one.IsMailedForRole || !managing.Contains(one.Step)).Select(one => one.Person)];
        List<Person> managers = [];
        foreach (var person in asked.Length > 0 ? asked : ListMakers(review))
        {
            if (await ClimbAsync(people, person, height, cancellationToken) is { } manager)
            {
                managers.Add(manager);
            }
        }

        return managers;
    }

    /// <summary>Those who wrote the change; where the directory knows none of them, who asked for its deployment.</summary>
    private static IEnumerable<Person> ListMakers(Review review)
    {
        var known = (review.Assessment?.Participants ?? []).Where(one => one.Person is not null).ToList();
        var writers = known.FindAll(one => one.WroteIt);
        return (writers.Count > 0 ? writers : known.FindAll(one => one.Roles.HasFlag(Participation.Requester))).Select(one => one.Person!);
    }

    private static async Task<Person?> ClimbAsync(IPeopleDirectory people, Person from, int height, CancellationToken cancellationToken)
    {
        Person? reached = null;
        HashSet<string> seen = [from.Id];
        for (var next = from.ManagerId; height > 0 && next is not null && seen.Add(next); height--)
        {
            if (await people.GetAsync(next, cancellationToken) is not { } manager)
            {
                break;
            }

            (reached, next) = (manager, manager.ManagerId);
        }

        return reached;
    }

    private static bool MailsManagers(EscalationStep step) => step.EmailRoles?.Contains(Manager) is true;
}
