using Microsoft.Extensions.Logging.Abstractions;
using Workflow.Adapters.Files;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Activities;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Engine;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Orchestration;

/// <summary>The real orchestrator and activities on the real engine, in virtual time, between outside systems that keep what they hear.</summary>
internal sealed class VirtualGate : IDisposable, IOrchestrationClient
{
    public static readonly DeploymentId Id = DeploymentId.Parse("deploy-1");

    private static readonly CommitRange Range = new(new string('a', 40), new string('b', 40));
    private readonly VirtualTimeEngine engine = new();
    private readonly InMemoryDeliveryLog deliveries = new();
    private readonly PastReviews pastReviews;
    private int decisions;

    public VirtualGate(params EscalationStep[] ladder)
    {
        Policy = PolicyOf(new ReviewRequirement(Level.Senior, 1), ladder);
        Channel = new RecordingChannel();
        Pipeline = new RecordingGate(Time);
        Audit = new InMemoryAuditLog(Time);
        Source = new FakeChangeSource { Changes = Change("Jun", "jun@example.com", "Add vouchers\n\nCo-authored-by: Claude <noreply@anthropic.com>") };
        People.Add("jun", Level.Junior);
        Request = new DeploymentRequest(
            Id, "shop", "production", new RepositoryReference("git", "/repo"), Range,
            new ActorIdentity("Jun", "jun@example.com"), new PipelineReference("test", "{}"), Time.GetUtcNow());
        pastReviews = new PastReviews(Reviews);
        Register(new PolicySource(this));
    }

    public TimeProvider Time => engine.Time;

    public DeploymentPolicy Policy { get; set; }

    public DeploymentRequest Request { get; set; }

    public FakePeople People { get; } = new();

    public FakeChangeSource Source { get; }

    public RecordingChannel Channel { get; }

    public RecordingGate Pipeline { get; }

    public RecordingMail Mail { get; } = new();

    /// <summary>Without a key: nobody is asked by mail.</summary>
    public SwitchedLinks Links { get; } = new();

    public SwitchedPage Page { get; } = new();

    public FakeFrictionControls Controls { get; } = new();

    public InMemoryFrictionControls AddedControls { get; } = new();

    public InMemoryIncidents Incidents { get; } = new();

    /// <summary>Whether somebody is configured to tell of incidents.</summary>
    public bool HearsOfIncidents { get; init; }

    public FakeRiskAnalysis Risk { get; } = new();

    public InMemoryReviewStore Reviews { get; } = new();

    public InMemoryBreakGlasses BreakGlasses { get; } = new();

    public InMemoryDocumentStore Documents { get; } = new();

    public InMemoryAuditLog Audit { get; }

    public VirtualTimeEngine Engine => engine;

    public DeploymentIntake Intake => new(deliveries, Documents, Reviews, new OpenReviewActivity(Reviews, Audit, Time), this);

    /// <summary>How often each activity's code ran.</summary>
    public Dictionary<string, int> Runs { get; } = [];

    /// <summary>Makes an activity fail from now on.</summary>
    public HashSet<string> Broken { get; } = [];

    public static EscalationStep Step(string name, TimeSpan timeout, TimeSpan? remindEvery = null, params string[] emailRoles) =>
        new(name, Level.Senior, timeout, null, remindEvery, emailRoles);

    public static ChangeSet Change(string name, string email, string message) => new(
        Range,
        [new Commit(Range.Head, new ActorIdentity(name, email), new ActorIdentity("GitHub", "noreply@github.com"), message)],
        [new ChangedFile("src/shop.cs", FileChangeKind.Modified, 10, 2)]);

    public static DeploymentPolicy PolicyOf(ReviewRequirement requirement, IReadOnlyList<EscalationStep> ladder) => new(
        "Test",
        "digest",
        new Dictionary<string, EnvironmentSettings> { ["production"] = new(true), ["staging"] = new(false) },
        [
            new PolicyRule("AI-assisted junior", [new ProvenancePredicate(["assisted", "agent"])], Verdict.RequireReview, new(requirement, ladder)),
            new PolicyRule("no AI", [new ProvenancePredicate(["none"])], Verdict.Release),
        ],
        new ReviewDemand(requirement, ladder));

    public Task<bool> StartAsync(DeploymentRequest? request = null) =>
        engine.StartAsync(OrchestratorCatalogue.DeploymentReview.Name, (request ?? Request).Id.Value, request ?? Request);

    /// <summary>Asks as a pipeline would: through the intake.</summary>
    public Task<DeliveryClaim> RequestAsync(string attempt = "first") => Intake.AcceptAsync(
        "test", new WebhookReading.Requested(Request, new WebhookDelivery("id", "digest", attempt)), TestContext.Current.CancellationToken);

    public FrictionRegister Frictions => new([Controls, AddedControls]);

    public FrictionIntake FrictionIntake => new(AddedControls, Frictions, new FrictionTrail(Audit), new PolicySource(this), People, Time);

    public IncidentResponder Responder => new(Incidents, AddedControls, new FrictionTrail(Audit), new PolicySource(this), Time);

    public FrictionNotices Notices => new(deliveries, Mail, NullLogger<FrictionNotices>.Instance);

    public IncidentIntake IncidentIntake => new(
        deliveries, Incidents, Responder, Notices, Audit, Time, NullLogger<IncidentIntake>.Instance);

    public BreakGlassIntake Glass => new(
        BreakGlasses, Reviews, People, new PolicySource(this), Audit,
        new BreakGlassAnnouncement(People, Mail, new UpdateApprovalCardsActivity(Reviews, Channel, Audit)), this, Time);

    public Task<BreakGlassJudgement> AskAsync(string person, DeploymentId? id = null) => Glass.AskAsync(
        id ?? Id, new ActorIdentity(ObjectId: $"object-{person}"), "The shop is down", "INC-42", TestContext.Current.CancellationToken);

    public Task<BreakGlassJudgement> ConfirmAsync(string person, DeploymentId? id = null) => Glass.ConfirmAsync(
        id ?? Id, new ActorIdentity(ObjectId: $"object-{person}"), "Go", TestContext.Current.CancellationToken);

    public Task AdvanceAsync(TimeSpan time) => engine.AdvanceAsync(time);

    /// <summary>Presses a button as the person would: through the intake, with what the card shows.</summary>
    public Task<DecisionReply> DecideAsync(string person, DecisionKind kind, string? comment = null, string? head = null)
    {
        var identity = new ActorIdentity(ObjectId: $"object-{person}");
        var decision = new Decision($"{person}-{++decisions}", Id, identity, kind, comment, head ?? Range.Head, Time.GetUtcNow());
        return new DecisionIntake(Reviews, People, Audit, this).SubmitAsync(decision, TestContext.Current.CancellationToken);
    }

    /// <summary>Does something besides deciding, through the intake.</summary>
    public Task<ActionReply> ActAsync(string person, ReviewActionKind kind, Func<ReviewAction, ReviewAction>? detail = null)
    {
        var action = new ReviewAction($"{person}-{++decisions}", Id, new ActorIdentity(ObjectId: $"object-{person}"), kind, Time.GetUtcNow());
        return new ActionIntake(Reviews, People, Audit, this).SubmitAsync(detail?.Invoke(action) ?? action, TestContext.Current.CancellationToken);
    }

    /// <summary>Delivers a decision to the orchestration without the intake's own judgement, as a race would.</summary>
    public Task RaiseDecisionAsync(string person, DecisionKind kind, string? comment = null, string? id = null) =>
        engine.RaiseEventAsync(
            Id.Value,
            ReviewEvents.Decision,
            new Decision(id ?? $"{person}-{++decisions}", Id, new ActorIdentity(ObjectId: $"object-{person}"), kind, comment, Range.Head, Time.GetUtcNow()));

    public Task EndAsync(OutcomeReason reason) =>
        engine.RaiseEventAsync(Id.Value, ReviewEvents.End, new ReviewEnd(reason, "Ended from outside."));

    public Task SweepAsync() => new AbandonedReviews(Reviews, this, Time, NullLogger<AbandonedReviews>.Instance).SweepAsync(TestContext.Current.CancellationToken);

    public async Task<Review> ReviewAsync() => (await Reviews.FindAsync(Id, TestContext.Current.CancellationToken))!;

    public async Task<ReviewOutcome> OutcomeAsync() => (await engine.GetOutputAsync<ReviewResult>(Id.Value))!.Outcome;

    public async Task<IReadOnlyList<string>> AuditKindsAsync() =>
        [.. (await Audit.ReadAsync(Id, TestContext.Current.CancellationToken)).Select(record => record.Entry.Kind)];

    public async Task AssertAuditIsIntactAsync() =>
        Assert.Null(AuditChain.FindDefect(await Audit.ReadAsync(Id, TestContext.Current.CancellationToken)));

    public void Dispose()
    {
        engine.Dispose();
        pastReviews.Dispose();
    }

    Task<bool> IOrchestrationClient.ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken) =>
        engine.StartAsync(orchestratorName, instanceId, input);

    Task IOrchestrationClient.RaiseEventAsync<TPayload>(
        string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken) =>
        engine.RaiseEventAsync(instanceId, eventName, payload);

    Task<OrchestrationInstance?> IOrchestrationClient.GetInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        engine.GetInstanceAsync(instanceId);

    IAsyncEnumerable<OrchestrationInstance> IOrchestrationClient.GetAllInstancesAsync(
        OrchestrationFilter filter, CancellationToken cancellationToken) => engine.Client.GetAllInstancesAsync(filter, cancellationToken);

    Task<bool> IOrchestrationClient.PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        engine.PurgeInstanceAsync(instanceId);

    private void Register(IPolicySource policies)
    {
        Add(OrchestratorCatalogue.DeploymentReview);
        Add(OrchestratorCatalogue.AbandonedReview);
        Add(OrchestratorCatalogue.UnansweredCallback);
        Add(ActivityCatalogue.OpenReview, new OpenReviewActivity(Reviews, Audit, Time));
        Add(
            ActivityCatalogue.EvaluatePolicy,
            new EvaluatePolicyActivity(
                new PolicyFactsCollector([Source], People, new FileSignalSource(null), Risk, Known, Time),
                Possible, policies, Frictions, BreakGlasses, Reviews, Audit, new PolicyTrail(Audit), Time));
        Add(ActivityCatalogue.SupersedeOlderReviews, new SupersedeOlderReviewsActivity(Reviews, new DirectEvents(engine)));
        Add(ActivityCatalogue.BeginStep, new BeginStepActivity(Reviews, Audit, Time));
        Add(ActivityCatalogue.PlanStep, new PlanStepActivity());
        Add(ActivityCatalogue.MailReviewer, new MailReviewerActivity(Reviews, Mail, Links, Audit));
        Add(
            ActivityCatalogue.FindReviewer,
            new FindReviewerActivity(Reviews, People, Audit, new RecentWork(Reviews, pastReviews, []), Time));
        Add(ActivityCatalogue.SendApprovalCard, new SendApprovalCardActivity(Reviews, Channel, Mail, Links, Audit, Time));
        Add(ActivityCatalogue.RemindReviewer, new RemindReviewerActivity(Reviews, Channel, Mail, Links, Audit, Time));
        Add(ActivityCatalogue.SendEscalationMail, new SendEscalationMailActivity(Reviews, People, Mail, Links, Audit, Time));
        Add(ActivityCatalogue.JudgeDecision, new JudgeDecisionActivity(Reviews, People, Audit, Time));
        Add(ActivityCatalogue.TakeAction, new TakeActionActivity(Reviews, People, Audit, Time));
        Add(ActivityCatalogue.UndoDelegation, new UndoDelegationActivity(Reviews, Audit, Time));
        Add(ActivityCatalogue.TellAuthors, new TellAuthorsActivity(Reviews, Channel, Audit, Time));
        Add(ActivityCatalogue.PostToChannel, new PostToChannelActivity(Reviews, Channel, Audit, Time));
        Add(ActivityCatalogue.AnnounceNews, new AnnounceNewsActivity(Reviews, Channel, deliveries, Audit));
        var demands = new LaterDemands(Frictions, Possible, policies, Reviews, Time);
        Add(ActivityCatalogue.RecheckHead, new RecheckHeadActivity([Source], demands, Reviews, Audit));
        Add(ActivityCatalogue.RaiseFriction, new RaiseFrictionActivity(Reviews, Audit, Time));
        Add(ActivityCatalogue.RecordOutcome, new RecordOutcomeActivity(Reviews, Audit, Time));
        Add(ActivityCatalogue.UpdateApprovalCards, new UpdateApprovalCardsActivity(Reviews, Channel, Audit));
        Add(ActivityCatalogue.ReportOutcome, new ReportOutcomeActivity([Pipeline], Reviews, Audit, Time, NullLogger<ReportOutcomeActivity>.Instance));
        Add(ActivityCatalogue.RaiseCallbackAlarm, new RaiseCallbackAlarmActivity(Reviews, Mail, Audit, Time));
        Add(ActivityCatalogue.MailOutcome, new MailOutcomeActivity(Reviews, People, Mail, Audit));
        Add(ActivityCatalogue.RecordFailure, new RecordFailureActivity(Audit));
        Add(OrchestratorCatalogue.AfterTheFactReview);
        Add(ActivityCatalogue.UseBreakGlass, new UseBreakGlassActivity(BreakGlasses, Reviews, Audit, Time));
        Add(
            ActivityCatalogue.AnnounceBreakGlass,
            new AnnounceBreakGlassActivity(
                Reviews, new BreakGlassAnnouncement(People, Mail, new UpdateApprovalCardsActivity(Reviews, Channel, Audit))));
        Add(ActivityCatalogue.StartAfterTheFactReview, new StartAfterTheFactReviewActivity(Reviews, Audit, new DirectEvents(engine), Time));
        Add(ActivityCatalogue.RecordAfterTheFactOutcome, new RecordAfterTheFactOutcomeActivity(Reviews, BreakGlasses, Audit, Time));
        Add(ActivityCatalogue.RaiseAfterTheFactAlarm, new RaiseAfterTheFactAlarmActivity(Reviews, Mail));
    }

    private void Add<TInput, TOutput>(OrchestratorDefinition<TInput, TOutput> definition) =>
        engine.AddOrchestrator(definition.Name, definition.RunAsync);

    private void Add<TInput, TOutput>(ActivityDefinition<TInput, TOutput> definition, IActivity<TInput, TOutput> activity) =>
        engine.AddActivity(definition, async (input, cancellationToken) =>
        {
            lock (Runs)
            {
                Runs[definition.Name] = Runs.GetValueOrDefault(definition.Name) + 1;
            }

            return Broken.Contains(definition.Name)
                ? throw new InvalidOperationException($"{definition.Name} is broken")
                : await activity.RunAsync(input, cancellationToken);
        });

    private PossibleReviews Possible => new(People, [Pipeline], Time, Page);

    private KnownIncidents Known => new(Incidents, [new Receiver(this)]);

    private sealed class Receiver(VirtualGate gate) : IWebhookReceiver
    {
        public string Name => "test";

        public bool TellsOfIncidents => gate.HearsOfIncidents;

        public WebhookReading Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
            new WebhookReading.Ignored("It is not asked.");
    }

    private sealed class PolicySource(VirtualGate gate) : IPolicySource
    {
        public Task<DeploymentPolicy> GetAsync(CancellationToken cancellationToken) => Task.FromResult(gate.Policy);
    }
}
