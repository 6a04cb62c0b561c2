using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>
/// Climbs the escalation ladder: has each step begin, waits, reminds and listens. Part of the orchestrator: replayed like it.
/// </summary>
internal sealed class ReviewRound
{
    private readonly IOrchestrationContext context;
    private readonly DeploymentRequest request;
    private readonly AskedPeople people = new();
    private readonly ReviewSignals signals;
    private readonly ReviewAsking asking;
    private readonly ReviewConversation conversation;

    public ReviewRound(IOrchestrationContext context, DeploymentRequest request)
    {
        (this.context, this.request) = (context, request);
        signals = new ReviewSignals(context, request);
        asking = new ReviewAsking(context, request, people, signals);
        conversation = new ReviewConversation(context, request, people);
    }

    /// <summary>
    /// Completes when those who made the change have been sent their cards: it keeps nobody waiting. Null where they are not.
    /// </summary>
    public Task? AuthorsTold => asking.AuthorsTold;

    /// <summary>Climbs the ladder until the review is decided, ended from outside, or at the ladder's end.</summary>
    public async Task<ReviewOutcome> RunAsync(PolicyResult policy)
    {
        signals.Requirement = policy.Requirement ?? Quorum.Least;
        asking.Follow(policy);
        foreach (var step in policy.Escalation)
        {
            var (plan, first) = await asking.PlanAsync(step);
            if (signals.Ended is null)
            {
                await asking.BeginAsync(step, plan.Deadline, first);
            }

            if (asking.HasReached(step) && await WaitAsync(step, plan) is { } outcome)
            {
                return outcome;
            }
        }

        return (signals.Ended ?? signals.TakeBreakGlass()) is { } ended
            ? ended
            : people.Asked.Count == 0
            ? ReviewOutcome.Cancelled(OutcomeReason.NoEligibleReviewer, "Nobody who may review this deployment could be asked.")
            : ReviewOutcome.Cancelled(OutcomeReason.TimedOut, DescribeTimeout());
    }

    /// <summary>Goes on under a stricter requirement than the one that was fulfilled.</summary>
    public async Task<ReviewOutcome> ContinueAsync(RaisedReview raised)
    {
        signals.Recount(raised.Counted);
        return DecisionRules.Conclude(signals.Accepted, raised.Policy.Requirement) ?? await RunAsync(raised.Policy);
    }

    /// <summary>A rejection or an end that has arrived while the release was being prepared.</summary>
    public async Task<ReviewOutcome?> FindObjectionAsync()
    {
        await signals.JudgeArrivedAsync();
        return signals.Ended ?? (signals.Conclusion is { IsRelease: false } objection ? objection : null);
    }

    /// <summary>Answers what came after the outcome was fixed.</summary>
    public async Task RefuseLateAsync()
    {
        await signals.RefuseLateAsync();
        await conversation.RefuseLateAsync();
    }

    private string DescribeTimeout()
    {
        var names = people.Asked.Count == 1 ? "one person was" : $"{people.Asked.Count} people were";
        return signals.Accepted.Count == 0
            ? $"Nobody decided in time, although {names} asked."
            : $"Only {signals.Accepted.Count} of {signals.Requirement.Approvals} approvals came in time, although {names} asked.{DescribeGap()}";
    }

    private string DescribeGap() => signals.Gap is { IsOfKind: true } gap ? $" Missing: {gap}." : string.Empty;

    private async Task<ReviewOutcome?> WaitAsync(EscalationStep step, StepPlan plan)
    {
        var deadline = plan.Deadline;
        while (true)
        {
            var (number, remindAt) = plan.NextReminder(context.CurrentUtcDateTime);
            DateTimeOffset[] moments = [deadline, remindAt, conversation.NextReminder ?? deadline];
            var wake = moments.Min();
            if (!await signals.ArriveBeforeAsync(wake, conversation.Arrival))
            {
                if (wake >= deadline || context.CurrentUtcDateTime >= deadline)
                {
                    return null;
                }

                await conversation.RemindAsync(step, wake);
                if (wake >= remindAt)
                {
                    await RemindAsync(step, number);
                }

                continue;
            }

            await signals.JudgeArrivedAsync();
            if ((signals.Ended ?? signals.Conclusion ?? signals.TakeBreakGlass()) is { } concluded)
            {
                return concluded;
            }

            await conversation.TakeArrivedAsync(step, deadline);
        }
    }

    private async Task RemindAsync(EscalationStep step, int number)
    {
        foreach (var personId in people.Asked.ToArray())
        {
            var reminder = new RemindReviewerInput(request.Id, personId, step.Name, number);
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.RemindReviewer, reminder);
        }
    }
}

/// <summary>The custom status of a waiting review.</summary>
public sealed record ReviewStatus(string Step, DateTimeOffset Deadline);
