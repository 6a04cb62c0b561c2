using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>Asks reviewers step by step up the escalation ladder, and listens. Part of the orchestrator: replayed like it.</summary>
internal sealed class ReviewRound
{
    private readonly IOrchestrationContext context;
    private readonly DeploymentRequest request;
    private readonly AskedPeople people = new();
    private readonly ReviewSignals signals;
    private readonly ReviewConversation conversation;
    private bool tellsAuthors;

    /// <summary>Whether a channel offers the review, so that somebody may still take it.</summary>
    private bool isOffered;
    private Task? authorsTold;

    public ReviewRound(IOrchestrationContext context, DeploymentRequest request)
    {
        (this.context, this.request) = (context, request);
        signals = new ReviewSignals(context, request);
        conversation = new ReviewConversation(context, request, people);
    }

    /// <summary>
    /// Completes when those who made the change have been sent their cards: it keeps nobody waiting. Null where they are not.
    /// </summary>
    public Task? AuthorsTold => authorsTold;

    /// <summary>Climbs the ladder until the review is decided, ended from outside, or at the ladder's end.</summary>
    public async Task<ReviewOutcome> RunAsync(PolicyResult policy)
    {
        signals.Requirement = policy.Requirement ?? Quorum.Least;
        tellsAuthors = policy.TellsAuthors;
        foreach (var step in policy.Escalation)
        {
            var (plan, first) = await PlanAsync(step);
            if (signals.Ended is null)
            {
                await BeginAsync(step, plan.Deadline, first);
            }

            if ((people.Asked.Count > 0 || isOffered || step.Channel is StepChannel.Mail) && await WaitAsync(step, plan) is { } outcome)
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

    /// <summary>
    /// Only what counts in working time is planned by an activity. Where that is the working time of who is asked, they are found first.
    /// </summary>
    private async Task<(StepPlan Plan, ReviewerChoice? First)> PlanAsync(EscalationStep step)
    {
        if (signals.Ended is not null || (step.Hours is null && !step.InReviewersHours))
        {
            return (StepPlan.InWallClock(step, context.CurrentUtcDateTime), null);
        }

        var first = step is { InReviewersHours: true, AsksInPerson: true } ? await FindAsync(step, FindGap(signals.Accepted)) : null;
        var counted = first is null ? step : step.InHoursOf(first.Person);
        var plan = new PlanStepInput(request.Id, counted, context.CurrentUtcDateTime);
        return (await context.CallActivityAsync(ActivityCatalogue.PlanStep, plan, Retries.Outside), first);
    }

    private async Task BeginAsync(EscalationStep step, DateTimeOffset deadline, ReviewerChoice? first)
    {
        // Authors see the step that waits also where nobody could be asked at the one before.
        var escalates = people.Asked.Count > 0 || authorsTold is not null;
        context.SetCustomStatus(new ReviewStatus(step.Name, deadline));
        await context.CallActivityAsync(
            ActivityCatalogue.BeginStep, new BeginStepInput(request.Id, step, deadline), Retries.Outside);
        if (step.AsksInPerson)
        {
            await AskAsync(step, deadline, first);
        }

        if (step.Channel is StepChannel.Post)
        {
            var post = new PostToChannelInput(request.Id, step);
            isOffered |= await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.PostToChannel, post) is { IsDelivered: true };
        }

        if (step.EmailRoles is { Count: > 0 })
        {
            var mail = new SendEscalationMailInput(request.Id, step);
            if (await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendEscalationMail, mail) is { } mailed)
            {
                people.Add(mailed.Asked);
            }
        }

        if (tellsAuthors)
        {
            authorsTold ??= BestEffort.TryAsync(context, request.Id, ActivityCatalogue.TellAuthors, request.Id);
        }

        if (escalates)
        {
            await OutcomeDelivery.UpdateCardsAsync(context, request);
        }
    }

    private string DescribeTimeout()
    {
        var names = people.Asked.Count == 1 ? "one person was" : $"{people.Asked.Count} people were";
        return signals.Accepted.Count == 0
            ? $"Nobody decided in time, although {names} asked."
            : $"Only {signals.Accepted.Count} of {signals.Requirement.Approvals} approvals came in time, although {names} asked.{DescribeGap()}";
    }

    private string DescribeGap() => FindGap(signals.Accepted) is { IsOfKind: true } gap ? $" Missing: {gap}." : string.Empty;

    private QuorumGap FindGap(IEnumerable<JudgedDecision> decisions) => Quorum.FindGap(signals.Requirement, decisions);

    private Task<ReviewerChoice?> FindAsync(EscalationStep step, QuorumGap gap)
    {
        var find = new FindReviewerInput(request.Id, step, [.. people.Tried]) { Gap = gap.IsOfKind ? gap : null };
        return context.CallActivityAsync(ActivityCatalogue.FindReviewer, find, Retries.Outside);
    }

    /// <summary>
    /// Asks as many new reviewers as it takes at least to fill what is missing, or as the step asks at once where those are more. Those
    /// asked at earlier steps may still decide.
    /// </summary>
    /// <param name="first">Who is asked first, where they were found before the step began.</param>
    private async Task AskAsync(EscalationStep step, DateTimeOffset deadline, ReviewerChoice? first)
    {
        // What has been counted, and what those asked at this step can add.
        List<JudgedDecision> expected = [.. signals.Accepted];
        var reached = 0;
        while (FindGap(expected) is var gap && (gap.LeastPeople > 0 || reached < step.People) && signals.Ended is null)
        {
            if ((first ?? await FindAsync(step, gap)) is not { } choice)
            {
                return;
            }

            first = null;
            people.Tried.Add(choice.Person.Id);
            var card = new SendApprovalCardInput(request.Id, step, choice, context.CurrentUtcDateTime, deadline);
            if (await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendApprovalCard, card) is { IsDelivered: true })
            {
                reached++;
                people.Asked.Add(choice.Person.Id);
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
