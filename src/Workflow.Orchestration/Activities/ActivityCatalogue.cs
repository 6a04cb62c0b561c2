using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Orchestration.Activities;

/// <summary>Everything that the orchestrator can have done. Hosts register an implementation for each.</summary>
public static class ActivityCatalogue
{
    public static readonly ActivityDefinition<DeploymentRequest, Unit> OpenReview = new(nameof(OpenReview));
    public static readonly ActivityDefinition<DeploymentRequest, PolicyResult> EvaluatePolicy = new(nameof(EvaluatePolicy));
    public static readonly ActivityDefinition<DeploymentRequest, Unit> SupersedeOlderReviews = new(nameof(SupersedeOlderReviews));
    public static readonly ActivityDefinition<BeginStepInput, Unit> BeginStep = new(nameof(BeginStep));
    public static readonly ActivityDefinition<PlanStepInput, StepPlan> PlanStep = new(nameof(PlanStep));
    public static readonly ActivityDefinition<MailReviewerInput, Unit> MailReviewer = new(nameof(MailReviewer));
    public static readonly ActivityDefinition<FindReviewerInput, ReviewerChoice?> FindReviewer = new(nameof(FindReviewer));
    public static readonly ActivityDefinition<SendApprovalCardInput, CardDelivery> SendApprovalCard = new(nameof(SendApprovalCard));
    public static readonly ActivityDefinition<RemindReviewerInput, Unit> RemindReviewer = new(nameof(RemindReviewer));
    public static readonly ActivityDefinition<SendEscalationMailInput, EscalationMailed> SendEscalationMail =
        new(nameof(SendEscalationMail));
    public static readonly ActivityDefinition<Decision, DecisionJudgement> JudgeDecision = new(nameof(JudgeDecision));
    public static readonly ActivityDefinition<ReviewAction, ActionTaken> TakeAction = new(nameof(TakeAction));
    public static readonly ActivityDefinition<UndoDelegationInput, Unit> UndoDelegation = new(nameof(UndoDelegation));
    public static readonly ActivityDefinition<DeploymentId, Unit> TellAuthors = new(nameof(TellAuthors));
    public static readonly ActivityDefinition<PostToChannelInput, CardDelivery> PostToChannel = new(nameof(PostToChannel));
    public static readonly ActivityDefinition<AnnounceNewsInput, Unit> AnnounceNews = new(nameof(AnnounceNews));
    public static readonly ActivityDefinition<DeploymentRequest, HeadCheck> RecheckHead = new(nameof(RecheckHead));
    public static readonly ActivityDefinition<RaiseFrictionInput, RaisedReview> RaiseFriction = new(nameof(RaiseFriction));
    public static readonly ActivityDefinition<OutcomeInput, Unit> RecordOutcome = new(nameof(RecordOutcome));
    public static readonly ActivityDefinition<DeploymentId, Unit> UpdateApprovalCards = new(nameof(UpdateApprovalCards));
    public static readonly ActivityDefinition<OutcomeInput, CallbackReceipt> ReportOutcome = new(nameof(ReportOutcome));
    public static readonly ActivityDefinition<CallbackAlarm, Unit> RaiseCallbackAlarm = new(nameof(RaiseCallbackAlarm));
    public static readonly ActivityDefinition<DeploymentId, Unit> MailOutcome = new(nameof(MailOutcome));
    public static readonly ActivityDefinition<ActivityFailure, Unit> RecordFailure = new(nameof(RecordFailure));
    public static readonly ActivityDefinition<DeploymentRequest, BreakGlassUsage> UseBreakGlass = new(nameof(UseBreakGlass));
    public static readonly ActivityDefinition<DeploymentId, Unit> AnnounceBreakGlass = new(nameof(AnnounceBreakGlass));
    public static readonly ActivityDefinition<BreakGlassReleaseInput, Unit> StartAfterTheFactReview = new(nameof(StartAfterTheFactReview));
    public static readonly ActivityDefinition<OutcomeInput, Unit> RecordAfterTheFactOutcome = new(nameof(RecordAfterTheFactOutcome));
    public static readonly ActivityDefinition<DeploymentId, Unit> RaiseAfterTheFactAlarm = new(nameof(RaiseAfterTheFactAlarm));
}

/// <summary>The result of activities that have none.</summary>
public sealed record Unit
{
    public static Unit Value { get; } = new();
}

public sealed record BeginStepInput(DeploymentId Deployment, EscalationStep Step, DateTimeOffset Deadline);

/// <summary>Planned for steps that count in working time only.</summary>
public sealed record PlanStepInput(DeploymentId Deployment, EscalationStep Step, DateTimeOffset Begun);

public sealed record MailReviewerInput(DeploymentId Deployment, string PersonId);

/// <param name="AlreadyAsked">Directory ids of those whom this review asked before.</param>
public sealed record FindReviewerInput(DeploymentId Deployment, EscalationStep Step, IReadOnlyList<string> AlreadyAsked)
{
    /// <summary>What is missing where people of some kind are; null where anybody eligible will do.</summary>
    public QuorumGap? Gap { get; init; }
}

/// <param name="Why">Why this person, in a sentence.</param>
public sealed record ReviewerChoice(Person Person, string Why)
{
    /// <summary>What <see cref="Why"/> says, apart from its words.</summary>
    public IReadOnlyList<AskFact> Facts { get; init; } = [];

    /// <summary>Whether the person owns changed files.</summary>
    public bool IsCodeOwner { get; init; }

    /// <summary>Who else could have been asked, the best suited first.</summary>
    public IReadOnlyList<Colleague> Colleagues { get; init; } = [];

    /// <summary>Who handed the review to this person; null where the ladder asks them.</summary>
    public string? DelegatedBy { get; init; }

    /// <summary>Somebody who is asked because of what the facts say.</summary>
    public static ReviewerChoice Of(Person person, params IReadOnlyList<AskFact> facts) =>
        new(person, AskFact.Join(facts, fact => fact.ToString())) { Facts = facts };

    /// <summary>What the person's approval would count as.</summary>
    internal JudgedDecision AsApproval(DateTimeOffset at) => JudgedDecision.Expect(Person, IsCodeOwner, at);
}

public sealed record SendApprovalCardInput(
    DeploymentId Deployment, EscalationStep Step, ReviewerChoice Choice, DateTimeOffset AskedAt, DateTimeOffset Deadline);

/// <param name="Refused">Why the channel will never deliver to this person; null where it delivered.</param>
public sealed record CardDelivery(string? Refused = null)
{
    public bool IsDelivered => Refused is null;
}

/// <param name="Number">1 for a step's first reminder.</param>
public sealed record RemindReviewerInput(DeploymentId Deployment, string PersonId, string Step, int Number);

public sealed record SendEscalationMailInput(DeploymentId Deployment, EscalationStep Step)
{
    /// <summary>Whether what cannot be sent now is given up, so that those count whom the other mails have reached.</summary>
    public bool IsLastAttempt { get; init; }
}

/// <param name="Refusal">Why the action took no effect; null where it did.</param>
/// <param name="PersonId">The directory's id of the sender; null where it does not know them.</param>
public sealed record ActionTaken(string? Refusal, string? PersonId)
{
    /// <summary>Who is to be asked because of it; null for nobody.</summary>
    public Handover? Handover { get; init; }
}

/// <summary>A reviewer's place, for somebody else.</summary>
/// <param name="MinimumLevel">The level that was asked for.</param>
/// <param name="Role">The role that was asked for; null for none.</param>
public sealed record Handover(ReviewerChoice Choice, Level MinimumLevel, string? Role);

/// <param name="ActionId">Of the action that handed the review over.</param>
public sealed record UndoDelegationInput(DeploymentId Deployment, string ActionId, string Reason);

/// <param name="Step">Whose level and role whoever takes the review must have.</param>
public sealed record PostToChannelInput(DeploymentId Deployment, EscalationStep Step);

/// <param name="QuestionId">Of the question that was asked or answered; null for the outcome.</param>
/// <param name="IsAnswer">Whether the answer is the news.</param>
public sealed record AnnounceNewsInput(DeploymentId Deployment, string? QuestionId, bool IsAnswer = false);

/// <summary>What became of a step's escalation mails.</summary>
public sealed record EscalationMailed
{
    /// <summary>Directory ids of those who were asked by mail, at this step or before, and got a link now.</summary>
    public IReadOnlyList<string> Asked { get; init; } = [];

    /// <summary>Whether a mail has reached anybody, to decide or to know of it.</summary>
    public bool IsReached { get; init; }
}

/// <param name="Defect">Why the deployment may no longer be released; null where its head stands as it was approved.</param>
public sealed record HeadCheck(string? Defect = null)
{
    /// <summary>What the policy says now that the review is decided; null where that is nothing more.</summary>
    public PolicyResult? Raised { get; init; }

    public RaiseCause Cause { get; init; }

    /// <summary>Why what is asked for can never be given, and how to mend it; null where it can.</summary>
    public string? Impossible { get; init; }
}

/// <summary>What asks for more than a review was decided under.</summary>
public enum RaiseCause
{
    /// <summary>Friction controls that began meanwhile.</summary>
    Friction,

    /// <summary>Signs that approvals were given without a look.</summary>
    Signs,
}

public sealed record RaiseFrictionInput(DeploymentId Deployment, PolicyResult Raised)
{
    public RaiseCause Cause { get; init; }
}

/// <summary>A review that goes on under a stricter requirement.</summary>
/// <param name="Counted">The approvals that count under it too.</param>
public sealed record RaisedReview(PolicyResult Policy, IReadOnlyList<JudgedDecision> Counted);

public sealed record OutcomeInput(DeploymentRequest Request, ReviewOutcome Outcome);

/// <param name="Problem">Why the pipeline could not be told.</param>
public sealed record CallbackAlarm(DeploymentRequest Request, ReviewOutcome Outcome, string Problem);

/// <summary>Something that the review goes on without.</summary>
public sealed record ActivityFailure(DeploymentId Deployment, string Activity, string Problem);
