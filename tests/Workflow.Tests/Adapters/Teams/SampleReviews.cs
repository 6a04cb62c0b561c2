using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Tests.Core.Risk;

namespace Workflow.Tests.Adapters.Teams;

/// <summary>A review of an agent's change to production that two seniors were asked about.</summary>
internal static class SampleReviews
{
    public const string Head = "9b1d3c4e5f60718293a4b5c6d7e8f90123456789";

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static Person Sara { get; } = new("sara", "Sara Lind", Level.Senior, "00000000-0000-0000-0000-00000000000a");

    public static Person Omar { get; } = new("omar", "Omar Haddad", Level.Principal, "00000000-0000-0000-0000-00000000000b");

    public static AskedReviewer AskedSara { get; } = Asked(Sara, "first");

    public static AskedReviewer AskedOmar { get; } = Asked(Omar, "second");

    public static Review Waiting { get; } = new(Request(), ReviewState.Waiting, Start)
    {
        Assessment = Assessment(),
        Policy = Policy(approvals: 1),
        Asked = [AskedSara, AskedOmar],
        Deadline = Start.AddHours(4),
    };

    public static Review WaitingForTwo { get; } = Waiting with { Policy = Policy(approvals: 2) };

    /// <summary>One control that applies, one in shadow, one that ended.</summary>
    public static Review UnderFriction { get; } = Waiting with
    {
        Policy = FrictionControls.Apply(
            [
                Control("careful after the outage", FrictionMode.Enforce, days: 10),
                Control("would it hurt?", FrictionMode.Shadow, days: 20),
                Control("long gone", FrictionMode.Enforce, days: -1),
            ],
            Policy(approvals: 1),
            new DeploymentPolicy("acme deployments", "digest", new Dictionary<string, EnvironmentSettings>(), [], new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [])),
            Request(),
            Start),
    };

    /// <summary>Of what was released by break-glass while a freeze held.</summary>
    public static Review ReleasedInAFreeze { get; } = Workflow.Core.Reviews.AfterTheFact.Open(
        Waiting with
        {
            Policy = Policy(approvals: 1) with
            {
                Freezes =
                [
                    new FreezeResult("end of quarter", Start.AddDays(2), "from 2026-03-01 00:00 to 2026-03-04 09:30, UTC"),
                    new FreezeResult("New Year", null, "from 2026-12-24 00:00 to 2027-01-02 00:00, UTC"),
                ],
            },
        },
        new BreakGlass(
            BreakGlassContent.Of(Waiting.Request),
            1,
            Waiting.Id,
            new BreakGlassPlea(Omar, "The shop is down", "INC-42", Start),
            Start.AddMinutes(30),
            new BreakGlassRules(
                Level.Senior, null, null, TimeSpan.FromMinutes(30), TimeSpan.FromHours(4),
                new ReviewDemand(new ReviewRequirement(Level.Senior, 1), [new EscalationStep("after", Level.Senior, TimeSpan.FromDays(1))])),
            "6f1ed002ab5595859014ebf0951522d9")
        {
            Confirmed = new BreakGlassConfirmation(new Person("kim", "Kim Ito", Level.Senior), null, Start.AddMinutes(2)),
        },
        Start) with
    {
        Asked = [AskedSara],
    };

    public static FrictionControl Control(string name, FrictionMode mode, int days) => new(
        name, "6f1ed002ab5595859014ebf0951522d9", "lead@acme.example", "orders were lost on 1 March", new Uri("https://incidents.acme.example/42"),
        new FrictionScope(["production"], ["shop-api"]), new ReviewRequirement(Level.Senior, 2), Start.AddDays(-7), Start.AddDays(days), mode);

    public static JudgedDecision Approved(Person person, string? comment = null) =>
        new($"d-{person.Id}", person.Id, person.Name, DecisionKind.Approve, comment, Start.AddMinutes(5));

    public static JudgedDecision Rejected(Person person, string comment) =>
        new($"d-{person.Id}", person.Id, person.Name, DecisionKind.Reject, comment, Start.AddMinutes(5));

    public static Review Ended(ReviewState state, ReviewOutcome outcome, params JudgedDecision[] decisions) =>
        Waiting with
        {
            State = state,
            Outcome = outcome,
            Decisions = decisions,
            Deadline = null,
            Receipt = state is ReviewState.Released or ReviewState.Cancelled ? new CallbackReceipt(Start.AddMinutes(6), "204 No Content") : null,
        };

    private static AskedReviewer Asked(Person person, string step) => new(
        person, step, Level.Senior, null, AskFact.Join(Facts(person), fact => fact.ToString()), Start, Start.AddHours(2))
    {
        Facts = Facts(person),
    };

    private static AskFact[] Facts(Person person) =>
    [
        new AskFact(AskFactKind.OfLevel) { Level = person.Level },
        new AskFact(AskFactKind.TookNoPart),
        new AskFact(AskFactKind.WorksNow, "10:30 in Europe/Berlin"),
        new AskFact(AskFactKind.ReviewedHere, Number: 3),
        new AskFact(AskFactKind.AskedThisWeek, Number: 1),
        new AskFact(AskFactKind.Choice, Number: 4),
    ];

    private static DeploymentRequest Request() => new(
        DeploymentId.Parse("dep-42"),
        "shop-api",
        "production",
        new RepositoryReference("github", "acme/shop"),
        new CommitRange("1a2b3c4d5e6f708192a3b4c5d6e7f80912345678", Head),
        new ActorIdentity("Jun Park", "jun@acme.example", "github:junpark"),
        new PipelineReference("github", "{}"),
        Start)
    {
        Ref = "refs/heads/main",
        Links = [new Link("Diff", new Uri("https://git.acme.example/acme/shop/compare/1a2b3c4...9b1d3c4")), new Link("Run", new Uri("https://ci.acme.example/runs/7"))],
    };

    private static ChangeAssessment Assessment() => new(
        new ProvenanceReport(ProvenanceKind.Agent, ["GitHub Copilot coding agent", "Claude Code"],
        [
            new ProvenanceEvidence(Head, ProvenanceKind.Agent, "GitHub Copilot coding agent", "author", "copilot-swe-agent[bot]"),
            new ProvenanceEvidence("5e6f708192a3b4c5d6e7f809123456781a2b3c4d", ProvenanceKind.Assisted, "Claude Code", "trailer", "Co-authored-by: Claude <noreply@anthropic.com>"),
            new ProvenanceEvidence("5e6f708192a3b4c5d6e7f809123456781a2b3c4d", ProvenanceKind.Assisted, "Claude Code", "message", "Generated with [Claude Code]"),
        ])
        {
            Sponsors = [new ActorIdentity("Jun Park", "jun@acme.example")],
            Share = new ProvenanceShare(2, 3, 980, 1240),
            Attestations = [new AiAttestation(new ActorIdentity("Kim", "kim@mail.example"), "No AI was used", Head)],
        },
        [
            new Participant(new ActorIdentity("Jun Park", "jun@acme.example", "github:junpark"), Participation.Requester | Participation.AgentOperator, new Person("jun", "Jun Park", Level.Junior)),
            new Participant(new ActorIdentity("Kim", "kim@mail.example"), Participation.Author | Participation.Committer),
            new Participant(new ActorIdentity("Lee", "lee@acme.example"), Participation.Committer, new Person("lee", "Lee Moss", Level.Mid)),
        ],
        Level.Junior,
        new ChangeSummary(3, 1240, 310, ["Remove the legacy cart", "Move prices to the catalogue", "Fix rounding"],
        [
            new ChangedPath("src/Cart/Cart.cs", FileChangeKind.Modified),
            new ChangedPath("infra/database.tf", FileChangeKind.Deleted),
            new ChangedPath("src/Prices/Catalogue.cs", FileChangeKind.Added),
            new ChangedPath("src/Prices/Rounding.cs", FileChangeKind.Renamed, "src/Cart/Rounding.cs"),
            new ChangedPath("src/Cart/LegacyCart.cs", FileChangeKind.Deleted),
        ]))
    {
        Risk = SampleRisk.For("shop-api"),
    };

    private static PolicyResult Policy(int approvals) => new(
        Verdict.RequireReview,
        "\"Agent's change\" asks for the approval of a senior or above.",
        "acme deployments",
        "6f1ed002ab5595859014ebf0951522d9",
        [
            new RuleResult("Documentation only", false, Verdict.Release, [new PredicateResult("paths", false, ["docs/**"], ["src/Cart/Cart.cs"])]),
            new RuleResult("Agent's change", true, Verdict.RequireReview,
            [
                new PredicateResult("provenance", true, ["agent", "unknown"], ["agent"]),
                new PredicateResult("author-level", true, ["junior", "mid"], ["junior"]),
            ]),
        ],
        new ReviewRequirement(Level.Senior, approvals),
        [])
    {
        Deciding = ["Agent's change"],
        Grounds =
        [
            new GroundResult(GroundKind.Environment, "the environment 'production' is protected", Decides: false),
            new GroundResult(GroundKind.Floor, "what AI wrote with or for less than a senior needs a senior, whatever a policy says", Decides: true),
        ],
    };
}
