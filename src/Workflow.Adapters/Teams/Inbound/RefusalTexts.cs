using Workflow.Adapters.Teams.Cards;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;

namespace Workflow.Adapters.Teams.Inbound;

/// <summary>
/// What a reader is told about a button that they pressed, in their language. The audit keeps Core's own message; reasons and endings that
/// are recorded as text stay as they were written.
/// </summary>
internal static class RefusalTexts
{
    public static string Of(CardTexts texts, DecisionReply reply) => reply.Review is null
        ? texts.NoSuchReview
        : Of(texts, reply.Judgement, reply.Asked?.Person.Hours);

    public static string Of(CardTexts texts, EvidenceReply reply) => reply.Reason switch
    {
        DecisionRefusal.NotAsked => texts.NotAskedForEvidence,
        DecisionRefusal.ContentChanged => texts.RefusedContentChanged,
        DecisionRefusal.ReviewEnded => texts.NoSuchReview,
        _ => reply.Refusal!,
    };

    /// <param name="hours">The reader's, whose time zone is used; null for UTC.</param>
    public static string Of(CardTexts texts, DecisionJudgement judgement, WorkingHours? hours)
    {
        var facts = judgement.Facts;
        return judgement.Refusal switch
        {
            null => texts.DecisionRecorded,
            DecisionRefusal.UnknownPerson => texts.RefusedUnknownPerson,
            DecisionRefusal.NotAsked => texts.RefusedNotAsked,
            DecisionRefusal.NotEligible when facts.Items.Count > 0 => texts.RefusedNotEligible(string.Join("; ", facts.Items)),
            DecisionRefusal.AlreadyDecided => texts.RefusedAlreadyDecided,
            DecisionRefusal.ReviewEnded when facts.Items is [var ending] => texts.RefusedReviewEnded(ending),
            DecisionRefusal.ReviewEnded => texts.RefusedNoLongerWaiting,
            DecisionRefusal.HandedOver when facts.Items is [var name] => texts.RefusedHandedOver(name),
            DecisionRefusal.SignInRequired => texts.RefusedSignIn(facts.Reading.TotalMinutes),
            DecisionRefusal.CommentRequired => texts.RefusedCommentRequired,
            DecisionRefusal.ContentChanged => texts.RefusedContentChanged,
            DecisionRefusal.TooEarly when facts.TakenFrom is { } from =>
                texts.RefusedTooEarly(Math.Ceiling(facts.Reading.TotalMinutes), texts.Moment(from, hours)),
            DecisionRefusal.ChecklistIncomplete when facts.Items.Count > 0 =>
                texts.RefusedChecklist(facts.Items.Count, string.Join(", ", facts.Items.Select(texts.Quoted))),
            DecisionRefusal.EvidenceNotOpened when facts.Unopened is not EvidenceKinds.None =>
                texts.RefusedEvidence(texts.Join([.. ApprovalRules.Split(facts.Unopened).Select(texts.TheEvidence)])),
            _ => judgement.Message,
        };
    }

    /// <returns>Null where the action takes effect.</returns>
    public static string? Of(CardTexts texts, ActionJudgement judgement) => judgement.Refusal is { } refusal
        ? Of(texts, refusal, judgement.Missing is { } missing ? QuorumTexts.Of(texts, missing) : judgement.Detail ?? string.Empty)
        : null;

    /// <param name="detail">What the refusal names; empty for nothing.</param>
    public static string Of(CardTexts texts, ActionRefusal refusal, string detail) => refusal switch
    {
        ActionRefusal.UnknownPerson => texts.ActionRefusedUnknownPerson,
        ActionRefusal.ReviewEnded => texts.ActionRefusedReviewEnded(detail),
        ActionRefusal.NotWaiting => texts.ActionRefusedNotWaiting,
        ActionRefusal.NotAsked => texts.ActionRefusedNotAsked,
        ActionRefusal.HandedOver => texts.ActionRefusedHandedOver(detail),
        ActionRefusal.Decided => texts.ActionRefusedDecided,
        ActionRefusal.NoText => texts.ActionRefusedNoText,
        ActionRefusal.NobodyToAsk => texts.ActionRefusedNobodyToAsk,
        ActionRefusal.TooManyQuestions => texts.ActionRefusedTooManyQuestions(detail),
        ActionRefusal.NotTheAuthor => texts.ActionRefusedNotTheAuthor,
        ActionRefusal.NoSuchQuestion => texts.ActionRefusedNoSuchQuestion,
        ActionRefusal.Answered => texts.ActionRefusedAnswered(detail),
        ActionRefusal.UnknownTarget => texts.ActionRefusedUnknownTarget,
        ActionRefusal.TargetAsked => texts.ActionRefusedTargetAsked(detail),
        ActionRefusal.TargetNotEligible => texts.ActionRefusedTargetNotEligible(detail),
        ActionRefusal.TargetLacks => texts.ActionRefusedTargetLacks(detail),
        ActionRefusal.TimePassed => texts.ActionRefusedTimePassed,
        ActionRefusal.BeyondDeadline => texts.ActionRefusedBeyondDeadline,
        ActionRefusal.Asked => texts.ActionRefusedAsked,
        ActionRefusal.NotOffered => texts.ActionRefusedNotOffered,
        ActionRefusal.NotEligible => texts.ActionRefusedNotEligible(detail),
        ActionRefusal.Released => texts.ActionRefusedReleased,
        _ => refusal.Describe(detail),
    };
}
