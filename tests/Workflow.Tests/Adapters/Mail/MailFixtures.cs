using Workflow.Adapters.Mail;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Tests.Core.Risk;

namespace Workflow.Tests.Adapters.Mail;

/// <summary>A review that nobody answers, with texts in it that try to be more than text.</summary>
internal static class MailFixtures
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(2));

    private static readonly Person Jun = new("jun.rivera", "Jun Rivera", Level.Junior);

    public static readonly Person Grace = Person("grace.hopper", "Grace Hopper", Level.Principal);

    public static readonly Person Barbara = Person("barbara.liskov", "Barbara Liskov", Level.Senior);

    public static readonly EscalationStep First = new("first reviewer", Level.Senior, TimeSpan.FromHours(2));

    public static readonly EscalationStep Second = new("second reviewer", Level.Senior, TimeSpan.FromHours(2), EmailRoles: ["manager"]);

    public static readonly MailOptions Options = new()
    {
        From = "Deployment review gate <gate@example.com>",
        ConsoleBaseUrl = new Uri("https://gate.example.com/console/"),
        OperatorAddresses = { "operators@example.com" },
    };

    public static Review Review { get; } = new(
        new DeploymentRequest(
            DeploymentId.Parse("payments-42"),
            "payments",
            "production",
            new RepositoryReference("github", "example/payments"),
            new CommitRange(new string('a', 40), new string('b', 40)),
            new ActorIdentity("Jun Rivera", "jun.rivera@example.com"),
            new PipelineReference("github", "{}"),
            Noon),
        ReviewState.Waiting,
        Noon.AddHours(2))
    {
        Assessment = new ChangeAssessment(
            new ProvenanceReport(
                ProvenanceKind.Assisted,
                ["Example Assistant"],
                [new ProvenanceEvidence(new string('b', 40), ProvenanceKind.Assisted, "Example Assistant", "trailer",
                    "Co-authored-by: Example Assistant <assistant@example.com>"),
                new ProvenanceEvidence(new string('b', 40), ProvenanceKind.Assisted, "Example Assistant", "branch", "assistant/retry")
                {
                    Certainty = SignalCertainty.Weak,
                }])
            {
                Share = new ProvenanceShare(1, 2, null, 120),
                Attestations = [new AiAttestation(new ActorIdentity("Stranger"), "No AI was used\r\nBcc: x@example.com", null)],
            },
            [
                new Participant(new ActorIdentity("Jun Rivera"), Participation.Author | Participation.Requester, Jun),
                new Participant(new ActorIdentity("Stranger"), Participation.CoAuthor),
                new Participant(new ActorIdentity("Committer"), Participation.Committer),
            ],
            Level.Junior,
            new ChangeSummary(
                2, 120, 7,
                ["Retry <b>payments</b> & refunds", "Line one\r\nBcc: everybody@example.com"],
                [new ChangedPath("src/Payments.cs", FileChangeKind.Modified)]))
        {
            Risk = SampleRisk.For("payments"),
        },
        Policy = new PolicyResult(
            Verdict.RequireReview, "Rule 'a junior or mid-level author had the help of AI' asks for 1 approval by senior or above.",
            "Example", "digest", [], new ReviewRequirement(Level.Senior, 1), [First, Second]),
        Asked =
        [
            new AskedReviewer(Barbara, First.Name, Level.Senior, null, "why", Noon, Noon.AddHours(2)),
            new AskedReviewer(Grace, Second.Name, Level.Senior, null, "why", Noon.AddHours(2), Noon.AddHours(4), null, "the app is blocked"),
        ],
        Deadline = Noon.AddHours(4),
    };

    private static Person Person(string id, string name, Level level) => new(id, name, level) { Emails = [$"{id}@example.com"] };
}
