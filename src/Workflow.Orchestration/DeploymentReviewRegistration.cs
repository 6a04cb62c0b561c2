using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Scheduled;

namespace Workflow.Orchestration;

/// <summary>Registers what every host of the gate needs beside the adapters and an engine.</summary>
public static class DeploymentReviewRegistration
{
    /// <summary>Hosts bind <see cref="RetentionOptions"/> to its section.</summary>
    public static IServiceCollection AddDeploymentReview(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient<PolicyTrail>();
        services.AddTransient<FrictionRegister>();
        services.AddTransient<FrictionTrail>();
        services.AddTransient<FrictionNotices>();
        services.AddTransient<KnownIncidents>();
        services.AddTransient<IncidentResponder>();
        services.AddTransient<FrictionIntake>();
        services.AddTransient<IncidentIntake>();
        services.AddTransient<DecisionIntake>();
        services.AddTransient<DecisionPageIntake>();
        services.AddTransient<EvidenceIntake>();
        services.AddTransient<ActionIntake>();
        services.AddTransient<DeploymentIntake>();
        services.AddTransient<AbandonedReviews>();
        services.AddTransient<BreakGlassIntake>();
        services.AddTransient<BreakGlassAnnouncement>();
        services.AddTransient<OpenReviewActivity>();
        services.AddTransient<PolicyFactsCollector>();
        services.AddTransient<PossibleReviews>();
        services.AddTransient<LaterDemands>();
        services.AddTransient<EvaluatePolicyActivity>();
        services.AddTransient<SupersedeOlderReviewsActivity>();
        services.AddTransient<BeginStepActivity>();
        services.AddTransient<PlanStepActivity>();
        services.AddSingleton<PastReviews>();
        services.AddTransient<RecentWork>();
        services.AddTransient<FindReviewerActivity>();
        services.AddTransient<MailReviewerActivity>();
        services.AddTransient<SendApprovalCardActivity>();
        services.AddTransient<RemindReviewerActivity>();
        services.AddTransient<SendEscalationMailActivity>();
        services.AddTransient<JudgeDecisionActivity>();
        services.AddTransient<TakeActionActivity>();
        services.AddTransient<UndoDelegationActivity>();
        services.AddTransient<TellAuthorsActivity>();
        services.AddTransient<PostToChannelActivity>();
        services.AddTransient<AnnounceNewsActivity>();
        services.AddTransient<RecheckHeadActivity>();
        services.AddTransient<RaiseFrictionActivity>();
        services.AddTransient<RecordOutcomeActivity>();
        services.AddTransient<UpdateApprovalCardsActivity>();
        services.AddTransient<ReportOutcomeActivity>();
        services.AddTransient<RaiseCallbackAlarmActivity>();
        services.AddTransient<MailOutcomeActivity>();
        services.AddTransient<RecordFailureActivity>();
        services.AddTransient<UseBreakGlassActivity>();
        services.AddTransient<AnnounceBreakGlassActivity>();
        services.AddTransient<StartAfterTheFactReviewActivity>();
        services.AddTransient<RecordAfterTheFactOutcomeActivity>();
        services.AddTransient<RaiseAfterTheFactAlarmActivity>();
        services.AddScheduledJobs();
        return services;
    }
}
