using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>
/// Begins the steps of a ladder: asks in person, in a channel and by mail. Part of the orchestrator: replayed like it.
/// </summary>
internal sealed class ReviewAsking(IOrchestrationContext context, DeploymentRequest request, AskedPeople people, ReviewSignals signals)
{
    private bool tellsAuthors;
    private bool followsMails;

    /// <summary>Whether a channel offers the review, so that somebody may still take it.</summary>
    private bool isOffered;

    /// <summary>Whether a mail of the current step has reached anybody.</summary>
    private bool isMailed;

    /// <summary>Completes when those who made the change have been sent their cards. Null where they are not.</summary>
    public Task? AuthorsTold { get; private set; }

    /// <summary>Does from now on what a policy's result asks for.</summary>
    public void Follow(PolicyResult policy) => (tellsAuthors, followsMails) = (policy.TellsAuthors, policy.FollowsMails);

    /// <summary>
    /// Only what counts in working time is planned by an activity. Where that is the working time of who is asked, they are found first.
    /// </summary>
    public async Task<(StepPlan Plan, ReviewerChoice? First)> PlanAsync(EscalationStep step)
    {
        if (signals.Ended is not null || (step.Hours is null && !step.InReviewersHours))
        {
            return (StepPlan.InWallClock(step, context.CurrentUtcDateTime), null);
        }

        var first = step is { InReviewersHours: true, AsksInPerson: true } ? await FindAsync(step, signals.Gap) : null;
        var counted = first is null ? step : step.InHoursOf(first.Person);
        var plan = new PlanStepInput(request.Id, counted, context.CurrentUtcDateTime);
        return (await context.CallActivityAsync(ActivityCatalogue.PlanStep, plan, Retries.Outside), first);
    }

    /// <param name="first">Who is asked first, where they were found before the step began.</param>
    public async Task BeginAsync(EscalationStep step, DateTimeOffset deadline, ReviewerChoice? first)
    {
        // Authors see the step that waits also where nobody could be asked at the one before.
        var escalates = people.Asked.Count > 0 || AuthorsTold is not null;
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

        isMailed = step.EmailRoles is { Count: > 0 } && await MailAsync(step);
        if (tellsAuthors)
        {
            AuthorsTold ??= BestEffort.TryAsync(context, request.Id, ActivityCatalogue.TellAuthors, request.Id);
        }

        if (escalates)
        {
            await OutcomeDelivery.UpdateCardsAsync(context, request);
        }
    }

    /// <summary>Whether a step that has begun has somebody to wait for, asked by it or before.</summary>
    public bool HasReached(EscalationStep step) =>
        people.Asked.Count > 0 || isOffered || (step.Channel is StepChannel.Mail && (isMailed || !followsMails));

    /// <summary>Where some mails cannot be sent for good, a last attempt tells whom the others have reached.</summary>
    /// <returns>Whether a mail has reached anybody.</returns>
    private async Task<bool> MailAsync(EscalationStep step)
    {
        var mail = new SendEscalationMailInput(request.Id, step);
        var mailed = await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendEscalationMail, mail);
        if (mailed is null && followsMails)
        {
            var last = mail with { IsLastAttempt = true };
            mailed = await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendEscalationMail, last);
        }

        people.Add(mailed?.Asked ?? []);
        return mailed is { IsReached: true };
    }

    private Task<ReviewerChoice?> FindAsync(EscalationStep step, QuorumGap gap)
    {
        var find = new FindReviewerInput(request.Id, step, [.. people.Tried]) { Gap = gap.IsOfKind ? gap : null };
        return context.CallActivityAsync(ActivityCatalogue.FindReviewer, find, Retries.Outside);
    }

    /// <summary>
    /// Asks as many new reviewers as it takes at least to fill what is missing, or as the step asks at once where those are more. Those
    /// asked at earlier steps may still decide.
    /// </summary>
    private async Task AskAsync(EscalationStep step, DateTimeOffset deadline, ReviewerChoice? first)
    {
        // What has been counted, and what those asked at this step can add.
        List<JudgedDecision> expected = [.. signals.Accepted];
        var reached = 0;
        while (Quorum.FindGap(signals.Requirement, expected) is var gap
            && (gap.LeastPeople > 0 || reached < step.People)
            && signals.Ended is null)
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
}
