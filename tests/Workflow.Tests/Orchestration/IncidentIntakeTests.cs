using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Orchestration;

public sealed class IncidentIntakeTests : IDisposable
{
    private readonly VirtualGate gate = new(VirtualGate.Step("first", TimeSpan.FromHours(1))) { HearsOfIncidents = true };

    public IncidentIntakeTests()
    {
        gate.People.Add("sam", Level.Senior);
        gate.People.Add("sue", Level.Senior);
        gate.Policy = gate.Policy with
        {
            IncidentResponses =
            [
                new IncidentResponse(
                    [1, 2], new ReviewRequirement(Level.Senior, 2), TimeSpan.FromDays(14), FrictionMode.Enforce, "sre@example.com"),
            ],
        };
        gate.Source.Changes = VirtualGate.Change("Jun", "jun@example.com", "Add vouchers");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_Incident_Of_The_Severity_Holds_Its_Services_And_Its_Owner_Hears_Of_It()
    {
        await OpenAsync("INC 42", severity: 2);

        await gate.StartAsync();

        var control = Assert.Single(await gate.AddedControls.ListAsync(Cancellation));
        Assert.StartsWith("incident-INC-42-", control.Name, StringComparison.Ordinal);
        Assert.Equal(["production"], control.Scope.Environments);
        Assert.Equal(["Shop"], control.Scope.Services);
        Assert.Equal(gate.Time.GetUtcNow().AddDays(14), control.Until);
        var review = await gate.ReviewAsync();
        Assert.Equal(2, review.Policy!.Requirement!.Approvals);
        Assert.Equal([(control.Name, FrictionNotice.Opened)], gate.Mail.FrictionNotices);
        Assert.Equal(["incident.opened", "friction.created"], await TrailAsync());
    }

    [Theory]
    [InlineData(3, "shop")]
    [InlineData(1, "payments")]
    public async Task Another_Severity_Or_Another_Service_Holds_Nothing(int severity, string service)
    {
        await OpenAsync("INC-42", severity, service: service);

        await gate.StartAsync();

        Assert.Equal(OutcomeReason.ReleasedByPolicy, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task The_Same_News_Again_And_A_Resolved_Incident_Change_Nothing()
    {
        var start = gate.Time.GetUtcNow();
        await OpenAsync("INC-42", severity: 1);
        await OpenAsync("INC-42", severity: 1, id: "again");
        await gate.AdvanceAsync(TimeSpan.FromHours(1));
        await ResolveAsync("INC-42");
        await OpenAsync("INC-42", severity: 1, id: "overtaken", at: start);

        Assert.False((await gate.Incidents.FindAsync("INC-42", Cancellation))!.IsOpen);
        Assert.Single(await gate.AddedControls.ListAsync(Cancellation));
        Assert.Single(gate.Mail.FrictionNotices);
        Assert.Equal(["incident.opened", "friction.created", "incident.resolved"], await TrailAsync());
    }

    [Fact]
    public async Task An_Incident_That_Worsens_Asks_For_What_The_New_Severity_Asks_For()
    {
        await OpenAsync("INC-42", severity: 4);
        Assert.Empty(await gate.AddedControls.ListAsync(Cancellation));
        var opened = gate.Time.GetUtcNow();
        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        await OpenAsync("INC-42", severity: 1, id: "worse");

        Assert.Equal(opened, Assert.Single(await gate.AddedControls.ListAsync(Cancellation)).Starts);
    }

    [Fact]
    public async Task A_Mail_Server_That_Is_Down_Keeps_No_Control_From_Being_Opened()
    {
        gate.Mail.Unreachable.Add("sre@example.com");

        await OpenAsync("INC-42", severity: 1);

        Assert.Single(await gate.AddedControls.ListAsync(Cancellation));
    }

    [Fact]
    public async Task A_Delivery_Id_With_Other_Content_Takes_No_Effect()
    {
        await OpenAsync("INC-42", severity: 4);

        var claim = await OpenAsync("INC-43", severity: 1, digest: "other");

        Assert.Equal(DeliveryClaim.Conflict, claim);
        Assert.Null(await gate.Incidents.FindAsync("INC-43", Cancellation));
    }

    [Fact]
    public async Task A_Rule_Sees_The_Incidents_That_Are_Open_On_The_Service()
    {
        gate.Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", TimeSpan.FromHours(1))]);
        gate.Policy = gate.Policy with
        {
            Rules = [.. gate.Policy.Rules, new PolicyRule("incident", [new IncidentPredicate(["1", "2"])], Verdict.Block)],
        };
        await OpenAsync("INC-42", severity: 1);

        await gate.StartAsync();

        Assert.Equal(OutcomeReason.BlockedByPolicy, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task A_Resolved_Incident_Is_No_Reason_Any_More()
    {
        gate.Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1), [VirtualGate.Step("first", TimeSpan.FromHours(1))]);
        gate.Policy = gate.Policy with
        {
            Rules = [.. gate.Policy.Rules, new PolicyRule("incident", [new IncidentPredicate(["1", "2"])], Verdict.Block)],
        };
        await OpenAsync("INC-42", severity: 1);
        await gate.AdvanceAsync(TimeSpan.FromMinutes(1));
        await ResolveAsync("INC-42");

        await gate.StartAsync();

        Assert.Equal(OutcomeReason.ReleasedByPolicy, (await gate.OutcomeAsync()).Reason);
    }

    public void Dispose() => gate.Dispose();

    private Task<DeliveryClaim> OpenAsync(
        string incident, int severity, string service = "Shop", string id = "first", string digest = "digest", DateTimeOffset? at = null)
    {
        var news = new Incident(incident, severity, [service], new Uri("https://incidents.example.com/42"), at ?? gate.Time.GetUtcNow());
        var delivery = new WebhookDelivery(id, digest, id);
        return gate.IncidentIntake.OpenAsync("incidents", new WebhookReading.IncidentOpened(news, delivery), Cancellation);
    }

    private Task<DeliveryClaim> ResolveAsync(string incident) => gate.IncidentIntake.ResolveAsync(
        "incidents",
        new WebhookReading.IncidentResolved(incident, gate.Time.GetUtcNow(), new WebhookDelivery("resolved", "resolved", "1")),
        Cancellation);

    private async Task<IEnumerable<string>> TrailAsync() =>
        (await gate.Audit.ReadAsync(FrictionTrail.Id, Cancellation)).Select(record => record.Entry.Kind);
}
