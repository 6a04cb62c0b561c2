using System.Text.Json;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Activities;

namespace Workflow.Orchestration;

/// <summary>
/// What reviewers and authors do to a waiting review besides deciding it: questions, answers, handing over, snoozing. Part of the
/// orchestrator: replayed like it.
/// </summary>
internal sealed class ReviewConversation(IOrchestrationContext context, DeploymentRequest request, AskedPeople people)
{
    private readonly Dictionary<string, DateTimeOffset> snoozed = new(StringComparer.Ordinal);
    private Task<ReviewAction> next = context.WaitForExternalEvent<ReviewAction>(ReviewEvents.Action);
    private int snoozes;

    /// <summary>Completes when somebody does something.</summary>
    public Task Arrival => next;

    /// <summary>When the first of those who snoozed is to be reminded; null where nobody is.</summary>
    public DateTimeOffset? NextReminder => snoozed.Count == 0 ? null : snoozed.Values.Min();

    /// <summary>Has everything that arrived take effect. What fails for good decides nothing, so the review goes on without it.</summary>
    /// <param name="step">The current one, with its end.</param>
    public async Task TakeArrivedAsync(EscalationStep step, DateTimeOffset deadline)
    {
        while (next.IsCompleted)
        {
            if (await TakeAsync() is not { } action)
            {
                continue;
            }

            if (await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.TakeAction, action) is not { } taken)
            {
                await AbandonAsync(action);
            }
            else if (taken.Refusal is null)
            {
                await FollowAsync(action, taken, step, deadline);
            }
        }
    }

    /// <summary>Reminds those whose time has come at a moment.</summary>
    public async Task RemindAsync(EscalationStep step, DateTimeOffset moment)
    {
        string[] awake = [.. snoozed.Where(one => one.Value <= moment).Select(one => one.Key).Order(StringComparer.Ordinal)];
        foreach (var personId in awake)
        {
            snoozed.Remove(personId);
            var reminder = new RemindReviewerInput(request.Id, personId, $"{step.Name}, snoozed", ++snoozes);
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.RemindReviewer, reminder);
        }
    }

    /// <summary>Answers what came after the outcome was fixed.</summary>
    public async Task RefuseLateAsync()
    {
        while (next.IsCompleted)
        {
            if (await TakeAsync() is not { } late)
            {
                continue;
            }

            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.TakeAction, late);
        }
    }

    /// <returns>Null for one that cannot be read: it decides nothing, so the review goes on without it.</returns>
    private async Task<ReviewAction?> TakeAsync()
    {
        try
        {
            return await next;
        }
        catch (JsonException unreadable)
        {
            await BestEffort.RecordAsync(context, new ActivityFailure(request.Id, ReviewEvents.Action, unreadable.Message));
            return null;
        }
        finally
        {
            next = context.WaitForExternalEvent<ReviewAction>(ReviewEvents.Action);
        }
    }

    private async Task FollowAsync(ReviewAction action, ActionTaken taken, EscalationStep step, DateTimeOffset deadline)
    {
        if (action is { Kind: ReviewActionKind.Snooze, Until: { } until })
        {
            snoozed[taken.PersonId!] = until;
        }

        if (taken.Handover is { } handover)
        {
            await HandOverAsync(action, taken.PersonId!, handover, step, deadline);
        }

        await OutcomeDelivery.UpdateCardsAsync(context, request);
        if (action.Kind is ReviewActionKind.Ask or ReviewActionKind.Answer)
        {
            var isAnswer = action.Kind is ReviewActionKind.Answer;
            var news = new AnnounceNewsInput(request.Id, isAnswer ? action.QuestionId : action.Id, isAnswer);
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.AnnounceNews, news);
        }
    }

    private async Task HandOverAsync(
        ReviewAction action, string fromId, Handover handover, EscalationStep step, DateTimeOffset deadline)
    {
        var to = handover.Choice.Person;
        people.Tried.Add(to.Id);
        var asAsked = step with { MinimumLevel = handover.MinimumLevel, Role = handover.Role };
        var card = new SendApprovalCardInput(request.Id, asAsked, handover.Choice, context.CurrentUtcDateTime, deadline);
        if (await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.SendApprovalCard, card) is { IsDelivered: true })
        {
            people.Asked.Add(to.Id);
            if (action.Kind is ReviewActionKind.Delegate)
            {
                people.Asked.Remove(fromId);
                snoozed.Remove(fromId);
            }

            if (step.Channel is StepChannel.CardAndMail)
            {
                var mail = new MailReviewerInput(request.Id, to.Id);
                await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.MailReviewer, mail);
            }

            return;
        }

        if (action.Kind is not ReviewActionKind.Delegate)
        {
            return;
        }

        var undo = new UndoDelegationInput(request.Id, action.Id, $"{to.Name} cannot be reached.");
        await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.UndoDelegation, undo);
    }

    /// <summary>Shows everybody that an action took no effect, and takes back what may be on record of it.</summary>
    private async Task AbandonAsync(ReviewAction action)
    {
        if (action.Kind is ReviewActionKind.Delegate)
        {
            var undo = new UndoDelegationInput(request.Id, action.Id, "it could not be handed over.");
            await BestEffort.TryAsync(context, request.Id, ActivityCatalogue.UndoDelegation, undo);
        }

        await OutcomeDelivery.UpdateCardsAsync(context, request);
    }
}

/// <summary>Whom a review has asked, by the directory's ids.</summary>
internal sealed class AskedPeople
{
    /// <summary>Everybody who was tried: nobody is asked twice.</summary>
    public List<string> Tried { get; } = [];

    /// <summary>Those who were reached and may decide.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Takes in those who were asked otherwise than by a card.</summary>
    public void Add(IEnumerable<string> ids)
    {
        foreach (var id in ids.Where(id => !Asked.Contains(id)))
        {
            Tried.Add(id);
            Asked.Add(id);
        }
    }
}
