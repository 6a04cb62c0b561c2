using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;

namespace Workflow.Orchestration.Activities;

/// <summary>Judges an action at the moment that it takes effect, and records it either way.</summary>
public sealed class TakeActionActivity(IReviewStore reviews, IPeopleDirectory people, IAuditLog audit, TimeProvider clock)
    : IActivity<ReviewAction, ActionTaken>
{
    public async Task<ActionTaken> RunAsync(ReviewAction input, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(input.By, cancellationToken);
        var target = await people.FindTargetAsync(input, cancellationToken);
        ActionJudgement? judgement = null;
        var kept = await reviews.UpdateAsync(
            input.Deployment,
            review =>
            {
                judgement = ActionRules.Judge(review, input, person, target);
                return ReferenceEquals(judgement.Review, review) ? review : judgement.Review with { UpdatedAt = clock.GetUtcNow() };
            },
            cancellationToken);

        if (judgement!.Message is { } refusal)
        {
            await audit.AppendAsync(ActionAudit.Refused(input, person, refusal), cancellationToken);
            return new ActionTaken(refusal, person?.Id);
        }

        await audit.AppendAsync(ActionAudit.Taken(input, person!, kept), cancellationToken);
        return new ActionTaken(null, person!.Id)
        {
            Handover = input.Kind switch
            {
                ReviewActionKind.Delegate => HandOver(kept.FindAsked(person.Id)!, target!),
                ReviewActionKind.Volunteer => Take(ActionRules.FindOffer(kept, person)!, person),
                _ => null,
            },
        };
    }

    private static Handover Take(ChannelPost post, Person person) =>
        new(ReviewerChoice.Of(person, new AskFact(AskFactKind.TookFromPost, post.Step)), post.MinimumLevel, post.Role);

    private static Handover HandOver(AskedReviewer from, Person to) => new(
        ReviewerChoice.Of(to, new AskFact(AskFactKind.HandedOver, from.Person.Name)) with
        {
            Colleagues = [.. from.Colleagues.Where(one => one.Id != to.ObjectId)],
            DelegatedBy = from.Person.Name,
        },
        from.MinimumLevel,
        from.Role);
}
