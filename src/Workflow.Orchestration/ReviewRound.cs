using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>Asks reviewers step by step up the escalation ladder, and listens. Part of the orchestrator: replayed like it.</summary>
internal sealed class ReviewRound(IOrchestrationContext context, DeploymentRequest request)
{
    // One wait each for the whole review: see IOrchestrationContext.WaitForExternalEvent.
    private readonly Task<ReviewEnd> end = context.WaitForExternalEvent<ReviewEnd>(ReviewEvents.End);
    private Task<BreakGlass> breakGlass = context.WaitForExternalEvent<BreakGlass>(ReviewEvents.BreakGlass);
    private Task<Decision> nextDecision = context.WaitForExternalEvent<Decision>(ReviewEvents.Decision);

    private readonly List<string> tried = [];
    private readonly List<string> asked = [];
    private readonly List<JudgedDecision> accepted = [];
    private ReviewRequirement requirement = Quorum.Least;

    /// <summary>Climbs the ladder until the review is decided, ended from outside, or at the ladder's end.</summary>
    public async Task<ReviewOutcome> RunAsync(PolicyResult policy)
    {
        requirement = policy.Requirement ?? Quorum.Least;
        foreach (var step in policy.Escalation)
        {
            var plan = await PlanAsync(step);
            if (EndedOutcome() is null)
            {
                await BeginAsync(step, plan.Deadline);
            }

            if ((asked.Count > 0 || step.Channel is StepChannel.Mail) && await WaitAsync(step, plan) is { } outcome)
            {
                return outcome;
            }
        }

        return (EndedOutcome() ?? ReleasedOutcome()) is { } ended
            ? ended
            : asked.Count == 0
            ? ReviewOutcome.Cancelled(OutcomeReason.NoEligibleReviewer, "Nobody who may review this deployment could be asked.")
            : ReviewOutcome.Cancelled(OutcomeReason.TimedOut, DescribeTimeout());
    }

    /// <summary>Goes on under a stricter requirement than the one that was fulfilled.</summary>
    public async Task<ReviewOutcome> ContinueAsync(RaisedReview raised)
    {
        accepted.Clear();
        accepted.AddRange(raised.Counted);
        return DecisionRules.Conclude(accepted, raised.Policy.Requirement) ?? await RunAsync(raised.Policy);
    }

    /// <summary>A rejection or an end that has arrived while the release was being prepared.</summary>
    public async Task<ReviewOutcome?> FindObjectionAsync()
    {
        await JudgeArrivedAsync();
        return EndedOutcome() ?? (DecisionRules.Conclude(accepted, requirement) is { IsRelease: false } objection ? objection : null);
    }

    /// <summary>Answers the decisions that came after the outcome was fixed; one that cannot be read has no sender to answer.</summary>
    public async Task RefuseLateDecisionsAsync()
    {
        while (nextDecision.IsCompletedSuccessfully)
        {
            var late = await TakeDecisionAsync();
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.JudgeDecision, late);
        }
    }

    /// <summary>Only what counts in working time is planned by an activity.</summary>
    private async Task<StepPlan> PlanAsync(EscalationStep step)
    {
        var plan = new PlanStepInput(request.Id, step, context.CurrentUtcDateTime);
        return step.Hours is null || EndedOutcome() is not null
            ? StepPlan.InWallClock(step, context.CurrentUtcDateTime)
            : await context.CallActivityAsync(ActivityCatalogue.PlanStep, plan, Retries.Outside);
    }

    private async Task BeginAsync(EscalationStep step, DateTimeOffset deadline)
    {
        var escalates = asked.Count > 0;
        context.SetCustomStatus(new ReviewStatus(step.Name, deadline));
        await context.CallActivityAsync(
            ActivityCatalogue.BeginStep, new BeginStepInput(request.Id, step, deadline), Retries.Outside);
        if (step.Channel is not StepChannel.Mail)
        {
            await AskAsync(step, deadline);
        }

        if (step.EmailRoles is { Count: > 0 })
        {
            var mail = new SendEscalationMailInput(request.Id, step);
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendEscalationMail, mail);
        }

        if (escalates)
        {
            await OutcomeDelivery.UpdateCardsAsync(context, request);
        }
    }

    private string DescribeTimeout()
    {
        var names = asked.Count == 1 ? "one person was" : $"{asked.Count} people were";
        return accepted.Count == 0
            ? $"Nobody decided in time, although {names} asked."
            : $"Only {accepted.Count} of {requirement.Approvals} approvals came in time, although {names} asked.{DescribeGap()}";
    }

    private string DescribeGap() =>
        Quorum.FindGap(requirement, accepted) is { IsOfKind: true } gap ? $" Missing: {gap}." : string.Empty;

    /// <summary>
    /// Asks as many new reviewers as it takes at least to fill what is missing. Those asked at earlier steps may still decide.
    /// </summary>
    private async Task AskAsync(EscalationStep step, DateTimeOffset deadline)
    {
        // What has been counted, and what those asked at this step can add.
        List<JudgedDecision> expected = [.. accepted];
        while (Quorum.FindGap(requirement, expected) is { LeastPeople: > 0 } gap && EndedOutcome() is null)
        {
            var find = new FindReviewerInput(request.Id, step, [.. tried]) { Gap = gap.IsOfKind ? gap : null };
            if (await context.CallActivityAsync(ActivityCatalogue.FindReviewer, find, Retries.Outside) is not { } choice)
            {
                return;
            }

            tried.Add(choice.Person.Id);
            var card = new SendApprovalCardInput(request.Id, step, choice, context.CurrentUtcDateTime, deadline);
            if (await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendApprovalCard, card) is { IsDelivered: true })
            {
                asked.Add(choice.Person.Id);
                expected.Add(choice.AsApproval(context.CurrentUtcDateTime));
                if (step.Channel is StepChannel.CardAndMail)
                {
                    var mail = new MailReviewerInput(request.Id, choice.Person.Id);
                    await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.MailReviewer, mail);
                }
            }
        }
    }

    private async Task<ReviewOutcome?> WaitAsync(EscalationStep step, StepPlan plan)
    {
        var deadline = plan.Deadline;
        while (true)
        {
            var (number, remindAt) = plan.NextReminder(context.CurrentUtcDateTime);
            if (!await SignalArrivesBeforeAsync(remindAt < deadline ? remindAt : deadline))
            {
                if (remindAt >= deadline || context.CurrentUtcDateTime >= deadline)
                {
                    return null;
                }

                await RemindAsync(step, number);
                continue;
            }

            await JudgeArrivedAsync();
            if (EndedOutcome() is { } ended)
            {
                return ended;
            }

            if ((DecisionRules.Conclude(accepted, requirement) ?? ReleasedOutcome()) is { } concluded)
            {
                return concluded;
            }
        }
    }

    private async Task<bool> SignalArrivesBeforeAsync(DateTimeOffset time)
    {
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(time, cancellation.Token);
        var winner = await Task.WhenAny(end, breakGlass, nextDecision, timer);
        if (winner == timer)
        {
            return false;
        }

        cancellation.Cancel();
        return true;
    }

    /// <summary>Judges every decision that has arrived before any takes effect: a rejection among them beats the approvals.</summary>
    private async Task JudgeArrivedAsync()
    {
        while (nextDecision.IsCompleted)
        {
            var decision = await TakeDecisionAsync();
            var judgement = await context.CallActivityAsync(ActivityCatalogue.JudgeDecision, decision, Retries.Outside);
            if (judgement.Accepted is { } counted && accepted.All(known => known.Id != counted.Id))
            {
                accepted.Add(counted);
                if (DecisionRules.Conclude(accepted, requirement) is null)
                {
                    await OutcomeDelivery.UpdateCardsAsync(context, request);
                }
            }
        }
    }

    private async Task<Decision> TakeDecisionAsync()
    {
        var decision = await nextDecision;
        nextDecision = context.WaitForExternalEvent<Decision>(ReviewEvents.Decision);
        return decision;
    }

    private async Task RemindAsync(EscalationStep step, int number)
    {
        foreach (var personId in asked)
        {
            var reminder = new RemindReviewerInput(request.Id, personId, step.Name, number);
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.RemindReviewer, reminder);
        }
    }

    /// <summary>Where somebody confirmed a break-glass, a release that is still to be checked by what is on record.</summary>
    /// <exception cref="System.Text.Json.JsonException">The break-glass cannot be read.</exception>
    private ReviewOutcome? ReleasedOutcome()
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

    /// <exception cref="System.Text.Json.JsonException">What ended the review cannot be read.</exception>
    private ReviewOutcome? EndedOutcome() =>
        end.IsCompleted && end.GetAwaiter().GetResult() is var ended ? ReviewOutcome.Cancelled(ended.Reason, ended.Explanation) : null;
}

/// <summary>The custom status of a waiting review.</summary>
public sealed record ReviewStatus(string Step, DateTimeOffset Deadline);
