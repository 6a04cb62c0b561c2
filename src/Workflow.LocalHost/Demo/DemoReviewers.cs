using Workflow.LocalHost.Local.Teams;
using Workflow.LocalHost.Local.Teams.Inbox;

namespace Workflow.LocalHost.Demo;

/// <summary>Plays the reviewers by their scripts: reads cards in the inbox and presses their buttons, as Teams would send it.</summary>
/// <param name="http">With the stand-ins' address.</param>
internal sealed class DemoReviewers(HttpClient http, TimeProvider clock)
{
    /// <summary>Between a card's arrival and the decision, so that a watcher sees it wait.</summary>
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(1.5);

    /// <summary>A slow gate asks to press again where it could not tell in time whether it took the decision.</summary>
    private const int MaxPresses = 3;

    private readonly Dictionary<string, long> arrivals = [];
    private readonly Dictionary<string, int> presses = [];
    private readonly Dictionary<string, string> refusals = [];

    /// <summary>What the gate said instead of taking a deployment's decision; null where it took it, or has not been asked.</summary>
    public string? RefusalOf(string deployment) => refusals.GetValueOrDefault(deployment);

    /// <summary>Does what the scenario's reviewer does next, if anything.</summary>
    public async Task ActAsync(DemoRow row, CancellationToken cancellationToken)
    {
        var (reviewer, verb, comment) = (row.Deployment.Scenario.Script, row.Status) switch
        {
            (ReviewerScript.FirstApproves, { State: "waiting", Asked: [{ Delivered: true } first, ..] }) =>
                (first, "approve", "Read it, and it does what it says."),
            (ReviewerScript.SecondRejects, { State: "waiting", Asked: [_, { Delivered: true } second, ..] }) =>
                (second, "reject", DemoScenario.RejectionComment),
            _ => (null, "", ""),
        };
        if (reviewer is null
            || (arrivals.TryAdd(row.Id, clock.GetTimestamp()) || clock.GetElapsedTime(arrivals[row.Id]) < Reading)
            || presses.GetValueOrDefault(row.Id) == MaxPresses)
        {
            return;
        }

        var user = new LocalTeamsUser(http, reviewer.ObjectId);
        var cards = await user.ListCardsAsync(cancellationToken);
        var card = cards.Last(card => card.AsksForDecision && Asks(card, row.Id));
        var answer = await user.PressAsync(card, verb, comment, cancellationToken);
        if (answer.Card is null)
        {
            presses[row.Id] = presses.GetValueOrDefault(row.Id) + 1;
            refusals[row.Id] = answer.Message ?? "nothing";
            arrivals[row.Id] = clock.GetTimestamp();
        }
        else
        {
            presses[row.Id] = MaxPresses;
            refusals.Remove(row.Id);
        }
    }

    private static bool Asks(InboxCard card, string deployment) =>
        card.Card?["actions"]?.AsArray().Any(action => (string?)action?["data"]?["reviewId"] == deployment) ?? false;
}
