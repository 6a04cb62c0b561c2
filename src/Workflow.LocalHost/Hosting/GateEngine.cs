using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;
using static Workflow.Orchestration.Activities.ActivityCatalogue;

namespace Workflow.LocalHost.Hosting;

/// <summary>Runs the gate's orchestrator and activities on the embedded engine.</summary>
internal static class GateEngine
{
    public static EmbeddedEngineBuilder AddGateEngine(this IServiceCollection services, IConfiguration configuration, GateLocation location) =>
        services.AddEmbeddedEngine(options =>
            {
                configuration.GetSection("Engine").Bind(options);
                options.ConnectionString = location.Storage;
                options.TablePrefix = configuration["Storage:TablePrefix"]!;
            })
            .AddOrchestrator(OrchestratorCatalogue.DeploymentReview)
            .AddOrchestrator(OrchestratorCatalogue.AbandonedReview)
            .AddOrchestrator(OrchestratorCatalogue.UnansweredCallback)
            .AddOrchestrator(OrchestratorCatalogue.AfterTheFactReview)
            .AddActivity<DeploymentRequest, Unit, OpenReviewActivity>(OpenReview)
            .AddActivity<DeploymentRequest, PolicyResult, EvaluatePolicyActivity>(EvaluatePolicy)
            .AddActivity<DeploymentRequest, Unit, SupersedeOlderReviewsActivity>(SupersedeOlderReviews)
            .AddActivity<BeginStepInput, Unit, BeginStepActivity>(BeginStep)
            .AddActivity<PlanStepInput, StepPlan, PlanStepActivity>(PlanStep)
            .AddActivity<MailReviewerInput, Unit, MailReviewerActivity>(MailReviewer)
            .AddActivity<FindReviewerInput, ReviewerChoice?, FindReviewerActivity>(FindReviewer)
            .AddActivity<SendApprovalCardInput, CardDelivery, SendApprovalCardActivity>(SendApprovalCard)
            .AddActivity<RemindReviewerInput, Unit, RemindReviewerActivity>(RemindReviewer)
            .AddActivity<SendEscalationMailInput, EscalationMailed, SendEscalationMailActivity>(SendEscalationMail)
            .AddActivity<Decision, DecisionJudgement, JudgeDecisionActivity>(JudgeDecision)
            .AddActivity<ReviewAction, ActionTaken, TakeActionActivity>(TakeAction)
            .AddActivity<UndoDelegationInput, Unit, UndoDelegationActivity>(UndoDelegation)
            .AddActivity<DeploymentId, Unit, TellAuthorsActivity>(TellAuthors)
            .AddActivity<PostToChannelInput, CardDelivery, PostToChannelActivity>(PostToChannel)
            .AddActivity<AnnounceNewsInput, Unit, AnnounceNewsActivity>(AnnounceNews)
            .AddActivity<DeploymentRequest, HeadCheck, RecheckHeadActivity>(RecheckHead)
            .AddActivity<RaiseFrictionInput, RaisedReview, RaiseFrictionActivity>(RaiseFriction)
            .AddActivity<OutcomeInput, Unit, RecordOutcomeActivity>(RecordOutcome)
            .AddActivity<DeploymentId, Unit, UpdateApprovalCardsActivity>(UpdateApprovalCards)
            .AddActivity<OutcomeInput, CallbackReceipt, ReportOutcomeActivity>(ReportOutcome)
            .AddActivity<CallbackAlarm, Unit, RaiseCallbackAlarmActivity>(RaiseCallbackAlarm)
            .AddActivity<DeploymentId, Unit, MailOutcomeActivity>(MailOutcome)
            .AddActivity<ActivityFailure, Unit, RecordFailureActivity>(RecordFailure)
            .AddActivity<DeploymentRequest, BreakGlassUsage, UseBreakGlassActivity>(UseBreakGlass)
            .AddActivity<DeploymentId, Unit, AnnounceBreakGlassActivity>(AnnounceBreakGlass)
            .AddActivity<BreakGlassReleaseInput, Unit, StartAfterTheFactReviewActivity>(StartAfterTheFactReview)
            .AddActivity<OutcomeInput, Unit, RecordAfterTheFactOutcomeActivity>(RecordAfterTheFactOutcome)
            .AddActivity<DeploymentId, Unit, RaiseAfterTheFactAlarmActivity>(RaiseAfterTheFactAlarm);
}
