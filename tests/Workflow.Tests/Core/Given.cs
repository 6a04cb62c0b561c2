using Workflow.Adapters.Files.Signals;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core;

/// <summary>Ordinary examples that a test varies in the one respect that matters to it.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly string Head = new('a', 40);

    public static readonly ActorIdentity Jane = new("Jane Doe", "jane@example.com");

    public static readonly ActorIdentity GitHubWeb = new("GitHub", "noreply@github.com");

    public static readonly SignalCatalogue Signals = SignalFile.Default;

    public static readonly ProvenanceDetector Detector = new(Signals);

    public static DeploymentRequest Request(string environment = "production", string service = "shop") => new(
        DeploymentId.Parse("deployment-1"),
        service,
        environment,
        new RepositoryReference("git", "/srv/shop.git"),
        new CommitRange(new string('0', 40), Head),
        new ActorIdentity("Pipeline starter", "starter@example.com"),
        new PipelineReference("standard-webhooks", "{}"),
        Noon);

    public static Commit Commit(string message, ActorIdentity? author = null, ActorIdentity? committer = null) =>
        new(Head, author ?? Jane, committer ?? author ?? Jane, message);

    public static ChangeSet Changes(params Commit[] commits) => new(new CommitRange(null, Head), commits, []);

    public static PullRequest PullRequest(string body = "", ActorIdentity? author = null) =>
        new(7, "Change", body, author ?? new ActorIdentity(Login: "github:john"), "topic");

    public static Person Person(string id, Level level = Level.Senior) =>
        new(id, id, level, $"object-{id}") { Emails = [$"{id}@example.com"] };

    public static ChangeAssessment Assessment(
        ProvenanceKind provenance = ProvenanceKind.None,
        Level authorLevel = Level.Senior,
        IReadOnlyList<Participant>? participants = null,
        IReadOnlyList<ChangedPath>? paths = null,
        params string[] tools) => new(
        new ProvenanceReport(provenance, tools, []),
        participants ?? [],
        authorLevel,
        new ChangeSummary(1, 1, 0, ["Change"], paths ?? []))
        {
            Risk = RiskReport.Empty,
        };

    public static RiskFinding Finding(string rule, RiskSeverity severity = RiskSeverity.High, bool isReversible = true) =>
        new(rule, severity, isReversible, new RiskLocation("plan.json"), "Something happens", "It has a meaning.");

    public static RiskReport Risk(params IEnumerable<RiskFinding> findings)
    {
        var collector = new RiskCollector();
        foreach (var finding in findings)
        {
            collector.Add(finding);
        }

        return collector.ToReport();
    }

    /// <summary>A review that waits for the people given.</summary>
    public static Review Waiting(params Person[] asked) => new(Request(), ReviewState.Waiting, Noon)
    {
        Assessment = Assessment(participants: [new Participant(Jane, Participation.Author)]),
        Asked = [.. asked.Select(Asked)],
    };

    public static AskedReviewer Asked(Person person) =>
        new(person, "first", Level.Senior, null, "senior", Noon, Noon.AddHours(1));

    public static Decision Decision(
        Person by, DecisionKind kind = DecisionKind.Approve, string? comment = null, string id = "decision-1") =>
        new(id, Request().Id, by.Identity, kind, comment, Head, Noon);

    public static JudgedDecision Judged(string reviewer, DecisionKind kind, string id = "decision-1") =>
        new(id, reviewer, reviewer, kind, kind is DecisionKind.Reject ? "Not yet." : null, Noon);
}
