using Workflow.Adapters.Files.Signals;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Tests.Core.Risk;

namespace Workflow.Tests.Api;

/// <summary>Reviews as the gate makes them, with facts that real changes have.</summary>
internal static class SampleReviews
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly string Head = "4f9d2c7be0a1436f8d5b9e2a7c6f10d3b8e45a92";

    public static readonly Person Junior = new("p-1", "Jonas Vogel", Level.Junior, "11111111-0000-4000-8000-000000000001")
    {
        Emails = ["jonas.vogel@example.com"],
    };

    public static readonly Person Senior = new("p-2", "Dana Okafor", Level.Senior, "11111111-0000-4000-8000-000000000002");

    public static readonly Person Principal = new("p-3", "Mirela Ionescu", Level.Principal, "11111111-0000-4000-8000-000000000003");

    public static DeploymentRequest Request(string id = "d-1", string service = "billing-api", string environment = "production") => new(
        DeploymentId.Parse(id),
        service,
        environment,
        new RepositoryReference("github", "example/billing-api"),
        new CommitRange("9b1c0f5d3e7a42688c1f0b6d5a4e3f2d1c0b9a87", Head),
        new ActorIdentity("Jonas Vogel", "jonas.vogel@example.com", "github:jvogel"),
        new PipelineReference("github", "{}"),
        Now.AddMinutes(-8))
    {
        Ref = "refs/heads/main",
        Links = [new Link("Changes", new Uri("https://github.example/example/billing-api/compare/9b1c0f5...4f9d2c7"))],
    };

    /// <summary>A junior's change with an AI co-author, of which the first reviewer did not answer.</summary>
    public static Review Waiting(string id = "d-1", DateTimeOffset? deadline = null)
    {
        var request = Request(id);
        var assessment = Assess(request);
        var policy = PolicyEvaluator.Evaluate(Policy, new PolicyFacts(request, assessment));
        var second = deadline ?? Now.AddMinutes(12);
        var card = new CardReference("teams", "a:conversation", "1740907800000");
        return new Review(request, ReviewState.Waiting, Now.AddMinutes(-2))
        {
            Assessment = assessment,
            Policy = policy,
            Asked =
            [
                new AskedReviewer(
                    Senior, "first reviewer", Level.Senior, null, "A senior of the service's team, and next in turn.", Now.AddMinutes(-7), Now.AddMinutes(-2), card),
                new AskedReviewer(
                    Principal, "release manager", Level.Principal, "release-manager", "The only principal with the role who is no author.", Now.AddMinutes(-2), second, card),
            ],
            Deadline = second,
        };
    }

    public static Review Released(string id = "d-2")
    {
        var waiting = Waiting(id);
        var approval = new JudgedDecision(
            "decision-1", Senior.Id, Senior.Name, DecisionKind.Approve, "Checked the migration against a copy of production.", Now.AddMinutes(-3));
        return waiting with
        {
            State = ReviewState.Released,
            Deadline = null,
            Decisions = [approval],
            Outcome = ReviewOutcome.ApprovedBy([approval]),
            Receipt = new CallbackReceipt(Now.AddMinutes(-3), "204 No Content"),
        };
    }

    public static Review Cancelled(string id = "d-3")
    {
        var waiting = Waiting(id);
        var rejection = new JudgedDecision(
            "decision-2", Principal.Id, Principal.Name, DecisionKind.Reject, "The bucket still holds the invoices of last year.", Now.AddMinutes(-1));
        return waiting with
        {
            State = ReviewState.Cancelled,
            Deadline = null,
            Decisions = [rejection],
            Outcome = ReviewOutcome.RejectedBy(rejection),
            Receipt = new CallbackReceipt(Now.AddMinutes(-1), "204 No Content"),
        };
    }

    /// <summary>A change that an agent wrote and a junior operated.</summary>
    public static Review ByAgent(string id = "d-4")
    {
        var waiting = Waiting(id);
        var agent = new ActorIdentity("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com");
        var changes = new ChangeSet(
            waiting.Request.Commits,
            [new Commit(Head, agent, agent, "Tidy the export\n\nCo-authored-by: Jonas Vogel <jonas.vogel@example.com>\n")],
            []);
        var participants = Participant.Of(waiting.Request.Requester, changes, SignalFile.Default).Select(one => one with { Person = Junior }).ToList();
        return waiting with { Assessment = ChangeAssessment.Of(changes, participants, SignalFile.Default) };
    }

    /// <summary>Controls that ask for more, would ask for more, and are about another service.</summary>
    public static Review UnderFriction(string id = "d-5")
    {
        var waiting = Waiting(id);
        var outage = new FrictionControl(
            "careful after the outage",
            "0f343b0931126a20f133d67c2b018a3b5c1f7f2f4f0a8e3f7d3c6c1b9a8e7d6c",
            "billing-lead@example.com",
            "invoices were lost on 1 March",
            new Uri("https://incidents.example.com/42"),
            new FrictionScope(["production"], ["billing-api"]),
            new ReviewRequirement(Level.Senior, 2),
            Now.AddDays(-1),
            Now.AddDays(10),
            FrictionMode.Enforce);
        FrictionControl[] controls =
        [
            outage,
            outage with { Name = "would principals be too many?", Requirement = new ReviewRequirement(Level.Principal, 1), Mode = FrictionMode.Shadow },
            outage with { Name = "search is fragile", Scope = new FrictionScope([], ["search"]) },
            outage with { Name = "year's end", Starts = Now.AddDays(-60), Expires = Now.AddDays(-3) },
        ];
        return waiting with { Policy = FrictionControls.Apply(controls, waiting.Policy!, Policy, waiting.Request, Now) };
    }

    private static ChangeAssessment Assess(DeploymentRequest request)
    {
        var author = new ActorIdentity("Jonas Vogel", "jonas.vogel@example.com");
        var changes = new ChangeSet(
            request.Commits,
            [
                new Commit(Head, author, author, "Move invoice export to the new bucket\n\nCo-authored-by: Claude <noreply@anthropic.com>\n"),
                new Commit("0c4be7719e5f43e2a0d6e1f8b7c5a49382716f5e", author, author, "Read the bucket's name from configuration\n"),
            ],
            [
                new ChangedFile("src/Billing/Export/InvoiceExport.cs", FileChangeKind.Modified, 84, 31),
                new ChangedFile("infra/storage/invoice-archive.bicep", FileChangeKind.Deleted, 0, 58),
                new ChangedFile("src/Billing/Export/ExportOptions.cs", FileChangeKind.Added, 22, 0),
                new ChangedFile("migrations/0042_drop_archive_path.sql", FileChangeKind.Added, 9, 0),
            ]);
        var participants = Participant.Of(request.Requester, changes, SignalFile.Default).Select(one => one with { Person = Junior }).ToList();
        return ChangeAssessment.Of(changes, participants, SignalFile.Default) with { Risk = SampleRisk.For(request.Service) };
    }

    private static DeploymentPolicy Policy
    {
        get
        {
            EscalationStep[] ladder =
            [
                new("first reviewer", Level.Senior, TimeSpan.FromMinutes(5), ReminderInterval: TimeSpan.FromMinutes(2)),
                new("release manager", Level.Principal, TimeSpan.FromMinutes(14), "release-manager"),
                new("last call", Level.Principal, TimeSpan.FromHours(1), EmailRoles: ["manager"]),
            ];
            var demand = new ReviewDemand(new ReviewRequirement(Level.Senior, 1), ladder);
            return new DeploymentPolicy(
                "payments",
                "b1946ac92492d2347c6235b4d2611184c1a6a3c6f6a4bd2f0a6e7f8d5b3c2a10",
                new Dictionary<string, EnvironmentSettings> { ["production"] = new(IsProtected: true) },
                [
                    new PolicyRule(
                        "AI-assisted change by a junior or mid-level author",
                        [new ProvenancePredicate(["assisted", "agent"]), new AuthorLevelPredicate(["junior", "mid"])],
                        Verdict.RequireReview,
                        demand),
                    new PolicyRule(
                        "Agent deletes infrastructure",
                        [new ProvenancePredicate(["agent"]), new DeletedPathsPredicate(["infra/**"])],
                        Verdict.Block),
                ],
                demand);
        }
    }
}
