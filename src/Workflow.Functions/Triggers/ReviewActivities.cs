using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Functions.Durable;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;

namespace Workflow.Functions.Triggers;

/// <summary>One trigger for each entry of <see cref="ActivityCatalogue"/>.</summary>
public sealed class ReviewActivities(IServiceProvider services)
{
    [Function(nameof(ActivityCatalogue.OpenReview))]
    public Task<Unit> OpenReview([ActivityTrigger] DeploymentRequest input, CancellationToken cancellationToken) =>
        RunAsync<OpenReviewActivity, DeploymentRequest, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.EvaluatePolicy))]
    public Task<PolicyResult> EvaluatePolicy([ActivityTrigger] DeploymentRequest input, CancellationToken cancellationToken) =>
        RunAsync<EvaluatePolicyActivity, DeploymentRequest, PolicyResult>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.SupersedeOlderReviews))]
    public Task<Unit> SupersedeOlderReviews(
        [ActivityTrigger] DeploymentRequest input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        services.GetRequiredService<BoundDurableClient>().Bind(client);
        return RunAsync<SupersedeOlderReviewsActivity, DeploymentRequest, Unit>(input, cancellationToken);
    }

    [Function(nameof(ActivityCatalogue.BeginStep))]
    public Task<Unit> BeginStep([ActivityTrigger] BeginStepInput input, CancellationToken cancellationToken) =>
        RunAsync<BeginStepActivity, BeginStepInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.PlanStep))]
    public Task<StepPlan> PlanStep([ActivityTrigger] PlanStepInput input, CancellationToken cancellationToken) =>
        RunAsync<PlanStepActivity, PlanStepInput, StepPlan>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.MailReviewer))]
    public Task<Unit> MailReviewer([ActivityTrigger] MailReviewerInput input, CancellationToken cancellationToken) =>
        RunAsync<MailReviewerActivity, MailReviewerInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.FindReviewer))]
    public Task<ReviewerChoice?> FindReviewer([ActivityTrigger] FindReviewerInput input, CancellationToken cancellationToken) =>
        RunAsync<FindReviewerActivity, FindReviewerInput, ReviewerChoice?>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.SendApprovalCard))]
    public Task<CardDelivery> SendApprovalCard([ActivityTrigger] SendApprovalCardInput input, CancellationToken cancellationToken) =>
        RunAsync<SendApprovalCardActivity, SendApprovalCardInput, CardDelivery>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RemindReviewer))]
    public Task<Unit> RemindReviewer([ActivityTrigger] RemindReviewerInput input, CancellationToken cancellationToken) =>
        RunAsync<RemindReviewerActivity, RemindReviewerInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.SendEscalationMail))]
    public Task<EscalationMailed> SendEscalationMail(
        [ActivityTrigger] SendEscalationMailInput input, CancellationToken cancellationToken) =>
        RunAsync<SendEscalationMailActivity, SendEscalationMailInput, EscalationMailed>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.JudgeDecision))]
    public Task<DecisionJudgement> JudgeDecision([ActivityTrigger] Decision input, CancellationToken cancellationToken) =>
        RunAsync<JudgeDecisionActivity, Decision, DecisionJudgement>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.TakeAction))]
    public Task<ActionTaken> TakeAction([ActivityTrigger] ReviewAction input, CancellationToken cancellationToken) =>
        RunAsync<TakeActionActivity, ReviewAction, ActionTaken>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.UndoDelegation))]
    public Task<Unit> UndoDelegation([ActivityTrigger] UndoDelegationInput input, CancellationToken cancellationToken) =>
        RunAsync<UndoDelegationActivity, UndoDelegationInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.TellAuthors))]
    public Task<Unit> TellAuthors([ActivityTrigger] DeploymentId input, CancellationToken cancellationToken) =>
        RunAsync<TellAuthorsActivity, DeploymentId, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.PostToChannel))]
    public Task<CardDelivery> PostToChannel([ActivityTrigger] PostToChannelInput input, CancellationToken cancellationToken) =>
        RunAsync<PostToChannelActivity, PostToChannelInput, CardDelivery>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.AnnounceNews))]
    public Task<Unit> AnnounceNews([ActivityTrigger] AnnounceNewsInput input, CancellationToken cancellationToken) =>
        RunAsync<AnnounceNewsActivity, AnnounceNewsInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RecheckHead))]
    public Task<HeadCheck> RecheckHead([ActivityTrigger] DeploymentRequest input, CancellationToken cancellationToken) =>
        RunAsync<RecheckHeadActivity, DeploymentRequest, HeadCheck>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RaiseFriction))]
    public Task<RaisedReview> RaiseFriction([ActivityTrigger] RaiseFrictionInput input, CancellationToken cancellationToken) =>
        RunAsync<RaiseFrictionActivity, RaiseFrictionInput, RaisedReview>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RecordOutcome))]
    public Task<Unit> RecordOutcome([ActivityTrigger] OutcomeInput input, CancellationToken cancellationToken) =>
        RunAsync<RecordOutcomeActivity, OutcomeInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.UpdateApprovalCards))]
    public Task<Unit> UpdateApprovalCards([ActivityTrigger] DeploymentId input, CancellationToken cancellationToken) =>
        RunAsync<UpdateApprovalCardsActivity, DeploymentId, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.ReportOutcome))]
    public Task<CallbackReceipt> ReportOutcome([ActivityTrigger] OutcomeInput input, CancellationToken cancellationToken) =>
        RunAsync<ReportOutcomeActivity, OutcomeInput, CallbackReceipt>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RaiseCallbackAlarm))]
    public Task<Unit> RaiseCallbackAlarm([ActivityTrigger] CallbackAlarm input, CancellationToken cancellationToken) =>
        RunAsync<RaiseCallbackAlarmActivity, CallbackAlarm, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.MailOutcome))]
    public Task<Unit> MailOutcome([ActivityTrigger] DeploymentId input, CancellationToken cancellationToken) =>
        RunAsync<MailOutcomeActivity, DeploymentId, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RecordFailure))]
    public Task<Unit> RecordFailure([ActivityTrigger] ActivityFailure input, CancellationToken cancellationToken) =>
        RunAsync<RecordFailureActivity, ActivityFailure, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.UseBreakGlass))]
    public Task<BreakGlassUsage> UseBreakGlass([ActivityTrigger] DeploymentRequest input, CancellationToken cancellationToken) =>
        RunAsync<UseBreakGlassActivity, DeploymentRequest, BreakGlassUsage>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.AnnounceBreakGlass))]
    public Task<Unit> AnnounceBreakGlass([ActivityTrigger] DeploymentId input, CancellationToken cancellationToken) =>
        RunAsync<AnnounceBreakGlassActivity, DeploymentId, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.StartAfterTheFactReview))]
    public Task<Unit> StartAfterTheFactReview(
        [ActivityTrigger] BreakGlassReleaseInput input, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        services.GetRequiredService<BoundDurableClient>().Bind(client);
        return RunAsync<StartAfterTheFactReviewActivity, BreakGlassReleaseInput, Unit>(input, cancellationToken);
    }

    [Function(nameof(ActivityCatalogue.RecordAfterTheFactOutcome))]
    public Task<Unit> RecordAfterTheFactOutcome([ActivityTrigger] OutcomeInput input, CancellationToken cancellationToken) =>
        RunAsync<RecordAfterTheFactOutcomeActivity, OutcomeInput, Unit>(input, cancellationToken);

    [Function(nameof(ActivityCatalogue.RaiseAfterTheFactAlarm))]
    public Task<Unit> RaiseAfterTheFactAlarm([ActivityTrigger] DeploymentId input, CancellationToken cancellationToken) =>
        RunAsync<RaiseAfterTheFactAlarmActivity, DeploymentId, Unit>(input, cancellationToken);

    private Task<TOutput> RunAsync<TActivity, TInput, TOutput>(TInput input, CancellationToken cancellationToken)
        where TActivity : IActivity<TInput, TOutput> =>
        services.GetRequiredService<TActivity>().RunAsync(input, cancellationToken);
}
