using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>What a waiting review hears, and what it adds up to. Part of the orchestrator: replayed like it.</summary>
internal sealed class ReviewSignals(IOrchestrationContext context, DeploymentRequest request)
{
    // One wait each for the whole review: see IOrchestrationContext.WaitForExternalEvent.
    private readonly Task<ReviewEnd> end = context.WaitForExternalEvent<ReviewEnd>(ReviewEvents.End);
    private Task<BreakGlass> breakGlass = context.WaitForExternalEvent<BreakGlass>(ReviewEvents.BreakGlass);
    private Task<Decision> nextDecision = context.WaitForExternalEvent<Decision>(ReviewEvents.Decision);
    private readonly List<JudgedDecision> accepted = [];

    /// <summary>What the decisions have to fulfil.</summary>
    public ReviewRequirement Requirement { get; set; } = Quorum.Least;

    /// <summary>The decisions that count.</summary>
    public IReadOnlyList<JudgedDecision> Accepted => accepted;

    /// <summary>What they still leave missing.</summary>
    public QuorumGap Gap => Quorum.FindGap(Requirement, accepted);

    /// <summary>The outcome that the decisions add up to; null while more are needed.</summary>
    public ReviewOutcome? Conclusion => DecisionRules.Conclude(accepted, Requirement);

    /// <summary>What ended the review from outside; null where nothing did.</summary>
    /// <exception cref="JsonException">It cannot be read.</exception>
    public ReviewOutcome? Ended => end.IsCompleted ? end.GetAwaiter().GetResult().AsOutcome() : null;

    /// <summary>Waits until something arrives.</summary>
    /// <returns>False where the time comes first.</returns>
    public async Task<bool> ArriveBeforeAsync(DateTimeOffset time, Task other)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(time, cancellation.Token);
        var winner = await Task.WhenAny(end, breakGlass, nextDecision, other, timer);
        if (winner == timer)
        {
            return false;
        }

        cancellation.Cancel();
        return true;
    }

    /// <summary>Takes these decisions as those that count.</summary>
    public void Recount(IEnumerable<JudgedDecision> counted)
    {
        JudgedDecision[] known = [.. counted];
        accepted.Clear();
        accepted.AddRange(known);
    }

    /// <summary>Judges every decision that has arrived before any takes effect: a rejection among them beats the approvals.</summary>
    public async Task JudgeArrivedAsync()
    {
        while (nextDecision.IsCompleted)
        {
            var decision = await TakeDecisionAsync();
            var judgement = await context.CallActivityAsync(ActivityCatalogue.JudgeDecision, decision, Retries.Outside);
            if (judgement.Accepted is { } counted && accepted.All(known => known.Id != counted.Id))
            {
                accepted.Add(counted);
                if (Conclusion is null)
                {
                    await OutcomeDelivery.UpdateCardsAsync(context, request);
                }
            }
        }
    }

    /// <summary>Answers the decisions that came after the outcome was fixed; one that cannot be read has no sender to answer.</summary>
    public async Task RefuseLateAsync()
    {
        while (nextDecision.IsCompletedSuccessfully)
        {
            var late = await TakeDecisionAsync();
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.JudgeDecision, late);
        }
    }

    /// <summary>Where somebody confirmed a break-glass, a release that is still to be checked by what is on record.</summary>
    /// <exception cref="JsonException">The break-glass cannot be read.</exception>
    public ReviewOutcome? TakeBreakGlass()
    {
        while (breakGlass.IsCompleted)
        {
            if (breakGlass.GetAwaiter().GetResult() is { Confirmed: not null } known)
            {
                return ReviewOutcome.ByBreakGlass(known);
            }

            breakGlass = context.WaitForExternalEvent<BreakGlass>(ReviewEvents.BreakGlass);
        }

        return null;
    }

    private async Task<Decision> TakeDecisionAsync()
    {
        var decision = await nextDecision;
        nextDecision = context.WaitForExternalEvent<Decision>(ReviewEvents.Decision);
        return decision;
    }
}
