using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Intake;

/// <summary>
/// Tells the operators and the managers of those who wrote the change of a break-glass, and shows it on the cards that were sent.
/// A second attempt sends the same mail.
/// </summary>
public sealed class BreakGlassAnnouncement(IPeopleDirectory people, IMailNotifier mail, UpdateApprovalCardsActivity cards)
{
    public async Task AnnounceAsync(Review review, BreakGlass known, CancellationToken cancellationToken)
    {
        await cards.RunAsync(review.Id, cancellationToken);
        await mail.SendBreakGlassAsync(review, known, await FindManagersAsync(review, cancellationToken), cancellationToken);
    }

    private async Task<IReadOnlyList<Person>> FindManagersAsync(Review review, CancellationToken cancellationToken)
    {
        List<Person> managers = [];
        var writers = review.Assessment?.Participants.Where(one => one.WroteIt) ?? [];
        foreach (var id in writers.Select(one => one.Person?.ManagerId).OfType<string>().Distinct())
        {
            if (await people.GetAsync(id, cancellationToken) is { Email: not null } manager)
            {
                managers.Add(manager);
            }
        }

        return managers;
    }
}
