using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Core;

namespace Workflow.Tests.Orchestration;

public sealed class RiskReviewTests : IDisposable
{
    private static readonly RiskFinding Deletion = Given.Finding("database-deleted", RiskSeverity.Critical, isReversible: false);

    private readonly VirtualGate gate = new(VirtualGate.Step("only", TimeSpan.FromHours(2)));

    public RiskReviewTests()
    {
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
        gate.Source.Changes = VirtualGate.Change("Anna", "anna@example.com", "Tidy up");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Seniors_Own_Change_Without_Findings_Is_Released_As_Before()
    {
        await gate.StartAsync();

        Assert.Equal(OutcomeReason.ReleasedByPolicy, (await gate.OutcomeAsync()).Reason);
        Assert.Same(RiskReport.Empty.Findings, gate.Risk.Report.Findings);
    }

    [Fact]
    public async Task What_Can_Be_Lost_For_Good_Needs_A_Senior_Whoever_Wrote_It()
    {
        gate.Risk.Report = Given.Risk(Deletion);

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));

        var review = await gate.ReviewAsync();
        Assert.Equal(ReviewState.Waiting, review.State);
        Assert.Equal(new ReviewRequirement(Level.Senior, 1), review.Policy!.Requirement);
        Assert.Contains("No rule can release what can destroy something of great worth for good", review.Policy.Reason, StringComparison.Ordinal);
        Assert.Equal([Deletion], review.Assessment!.Risk!.Findings);
        await gate.DecideAsync("ben", DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task A_Rule_About_Findings_Adds_To_The_Others_And_Says_What_It_Saw()
    {
        gate.Risk.Report = Given.Risk(Deletion);
        gate.People.Add("cleo", Level.Senior);
        var demand = new ReviewDemand(new ReviewRequirement(Level.Senior, 2), gate.Policy.Default.Ladder);
        gate.Policy = gate.Policy with
        {
            Rules = [.. gate.Policy.Rules, new PolicyRule("it destroys", [new FindingPredicate(["*-deleted"])], Verdict.RequireReview, demand)],
        };

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));

        var policy = (await gate.ReviewAsync()).Policy!;
        Assert.Equal(demand.Requirement, policy.Requirement);
        Assert.Contains("finding is database-deleted (matches *-deleted)", policy.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Passing_Failure_Of_The_Analysis_Is_Tried_Again()
    {
        gate.Risk.FailNext = 3;
        gate.Risk.Report = Given.Risk(Deletion);

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(ReviewState.Waiting, (await gate.ReviewAsync()).State);
        Assert.Equal(4, gate.Runs["EvaluatePolicy"]);
    }

    [Fact]
    public async Task An_Analysis_That_Never_Succeeds_Releases_Nothing()
    {
        gate.Risk.FailNext = int.MaxValue;

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.False((await gate.OutcomeAsync()).IsRelease);
        Assert.Single(gate.Pipeline.Told);
    }

    [Fact]
    public async Task An_Unprotected_Environment_Waits_For_No_Analysis()
    {
        gate.Risk.FailNext = int.MaxValue;

        await gate.StartAsync(gate.Request with { Environment = "staging" });

        Assert.Equal(OutcomeReason.ReleasedByPolicy, (await gate.OutcomeAsync()).Reason);
        Assert.Null((await gate.ReviewAsync()).Assessment!.Risk);
    }

    [Fact]
    public async Task The_Audit_Holds_Every_Kind_Of_Finding_And_Stays_Small()
    {
        gate.Risk.Report = Given.Risk(Enumerable.Range(0, 500).Select(number =>
            Deletion with { Where = new RiskLocation("plan.json", $"aws_db_instance.number_{number}") })) with
        {
            Documents = [.. Enumerable.Range(0, 500).Select(number => new ReadDocument($"document-{number}", "unknown"))],
        };

        await gate.StartAsync();

        var trail = await gate.Audit.ReadAsync(VirtualGate.Id, Cancellation);
        var data = Assert.Single(trail, record => record.Entry.Kind == "policy.evaluated").Entry.Data!;
        Assert.InRange(data.Length, 10_000, 60_000);
        Assert.Contains("\"counts\":{\"critical\":500}", data, StringComparison.Ordinal);
        Assert.Contains("document-99\"", data, StringComparison.Ordinal);
        Assert.DoesNotContain("document-100\"", data, StringComparison.Ordinal);
        Assert.Equal(500, (await gate.ReviewAsync()).Assessment!.Risk!.Findings.Count);
    }

    [Theory]
    [InlineData(ProvenanceKind.None, true, "provenance.attested", "Anna attests that no AI took part: \"I wrote it, all of it.\"")]
    [InlineData(ProvenanceKind.None, false, "provenance.declared", "Jun declares AI: none (Claude): \"I wrote it, all of it.\"")]
    [InlineData(ProvenanceKind.Assisted, true, "provenance.declared", "Anna declares AI: assisted (Claude): \"I wrote it, all of it.\"")]
    public async Task What_Was_Declared_Is_In_The_Audit_Word_By_Word(ProvenanceKind kind, bool isSigned, string entry, string summary)
    {
        var by = isSigned ? new ActorIdentity("Anna", "anna@example.com") : null;
        gate.Request = gate.Request with { Declaration = new AiDeclaration(kind, ["Claude"], by, "I wrote it, all of it.") };

        await gate.StartAsync();

        var trail = await gate.Audit.ReadAsync(VirtualGate.Id, Cancellation);
        Assert.Equal(summary, Assert.Single(trail, record => record.Entry.Kind == entry).Entry.Summary);
        await gate.AssertAuditIsIntactAsync();
    }

    [Theory]
    [InlineData(false, OutcomeReason.TimedOut)]
    [InlineData(true, OutcomeReason.ReleasedByPolicy)]
    public async Task Where_Silence_Is_No_Proof_The_Author_Has_To_Say_That_No_Ai_Took_Part(bool attests, OutcomeReason expected)
    {
        gate.Policy = gate.Policy with
        {
            Environments = new Dictionary<string, EnvironmentSettings> { ["production"] = new(true, RequiresAttestation: true) },
        };
        var word = new AiDeclaration(ProvenanceKind.None, [], new ActorIdentity("Anna", "anna@example.com"), "No AI was used.");
        gate.Request = gate.Request with { Declaration = attests ? word : null };

        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromHours(9));

        Assert.Equal(expected, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task Documents_Are_Kept_Before_Anything_Runs_And_Their_Content_Is_In_No_History()
    {
        const string Content = "content of a plan";
        gate.Request = gate.Request with { Documents = [new AttachedDocument("plan.json", DocumentSource.Inline, Sha256: new string('0', 64))] };
        var requested = new WebhookReading.Requested(gate.Request, new WebhookDelivery("id", "digest", "first"))
        {
            Contents = [new DocumentContent("plan.json", System.Text.Encoding.UTF8.GetBytes(Content))],
        };

        Assert.Equal(DeliveryClaim.First, await gate.Intake.AcceptAsync("test", requested, Cancellation));
        Assert.Equal(DeliveryClaim.Retry, await gate.Intake.AcceptAsync("test", requested with { Delivery = requested.Delivery with { Attempt = "second" } }, Cancellation));

        Assert.Equal(Content, System.Text.Encoding.UTF8.GetString((await gate.Documents.FindAsync(VirtualGate.Id, "plan.json", Cancellation))!));
        var history = System.Text.Json.JsonSerializer.Serialize(await gate.ReviewAsync(), WorkflowJson.Options);
        Assert.Contains("plan.json", history, StringComparison.Ordinal);
        Assert.DoesNotContain(Content, history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Audit_Never_Holds_The_Secrets_Of_A_Request()
    {
        gate.Request = gate.Request with
        {
            Pipeline = gate.Request.Pipeline with { CallbackData = "hush" },
            Documents = [new AttachedDocument("plan.json", DocumentSource.Url, "https://artifacts.example.com/plan.json?sig=hush")],
        };

        await gate.RequestAsync();

        var trail = await gate.Audit.ReadAsync(VirtualGate.Id, Cancellation);
        Assert.Contains(trail, record => record.Entry.Data?.Contains("https://artifacts.example.com/plan.json", StringComparison.Ordinal) == true);
        Assert.DoesNotContain(trail, record => record.Entry.Data?.Contains("hush", StringComparison.Ordinal) == true);
    }

    public void Dispose() => gate.Dispose();
}
