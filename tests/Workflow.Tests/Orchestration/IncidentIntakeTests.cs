using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;
using Workflow.Orchestration.Scheduled;

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

        await OpenAsync("INC-42", severity: 1, id: "worse", digest: "worse");

        Assert.Equal(opened.AddHours(1), Assert.Single(await gate.AddedControls.ListAsync(Cancellation)).Starts);
    }

    [Fact]
    public async Task A_Mail_Server_That_Is_Down_Keeps_No_Control_From_Being_Opened()
    {
        gate.Mail.Unreachable.Add("sre@example.com");

        await OpenAsync("INC-42", severity: 1);
        Assert.Single(await gate.AddedControls.ListAsync(Cancellation));
        Assert.Empty(gate.Mail.FrictionNotices);

        gate.Mail.Unreachable.Clear();
        await RunJobAsync();
        await RunJobAsync();
        Assert.Equal(FrictionNotice.Opened, Assert.Single(gate.Mail.FrictionNotices).Notice);
    }

    [Fact]
    public async Task What_An_Open_Incident_Asks_For_Is_Prolonged_And_What_Was_Ended_By_Hand_Is_Not()
    {
        await OpenAsync("INC-42", severity: 1);
        await OpenAsync("INC-43", severity: 1, service: "search", id: "other", digest: "other");
        var ended = (await gate.AddedControls.ListAsync(Cancellation)).Single(control => control.Scope.Services.Contains("search"));
        await gate.AddedControls.UpdateAsync(
            ended.Name, control => FrictionSteps.End(control, new FrictionEnd(gate.Time.GetUtcNow(), "Ada", "A false alarm")), Cancellation);
        for (var day = 0; day < 20; day++)
        {
            await gate.AdvanceAsync(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
            await RunJobAsync();
        }

        var control = (await gate.AddedControls.FindAsync((await gate.AddedControls.ListAsync(Cancellation)).Single(one => one.Name != ended.Name).Name, Cancellation))!;
        Assert.Equal(FrictionState.InForce, control.StateAt(gate.Time.GetUtcNow()));
        Assert.Equal("Incident INC-42 is still open.", Assert.Single(control.Renewals).Reason);
        Assert.NotNull((await gate.AddedControls.FindAsync(ended.Name, Cancellation))!.End);
        await ResolveAsync("INC-42");
        await gate.AdvanceAsync(TimeSpan.FromDays(15));
        await RunJobAsync();
        Assert.Equal(FrictionState.Ended, (await gate.AddedControls.FindAsync(control.Name, Cancellation))!.StateAt(gate.Time.GetUtcNow()));
    }

    [Fact]
    public async Task An_Incident_That_Worsens_After_The_Life_Of_A_Control_Opens_One()
    {
        await OpenAsync("INC-42", severity: 4);
        await gate.AdvanceAsync(TimeSpan.FromDays(15));

        await OpenAsync("INC-42", severity: 1, id: "worse", digest: "worse");

        var control = Assert.Single(await gate.AddedControls.ListAsync(Cancellation));
        Assert.Equal(gate.Time.GetUtcNow().AddDays(14), control.Until);
    }

    [Fact]
    public async Task Of_Two_Messages_About_One_Moment_The_Worse_Severity_And_All_Services_Hold()
    {
        await OpenAsync("INC-42", severity: 4);
        await OpenAsync("INC-42", severity: 1, service: "search", id: "same-moment", digest: "worse");

        var incident = (await gate.Incidents.FindAsync("INC-42", Cancellation))!;
        Assert.Equal(1, incident.Severity);
        Assert.Equal(["Shop", "search"], incident.Services);
        Assert.Single(await gate.AddedControls.ListAsync(Cancellation));
        Assert.Equal(["incident.opened", "incident.opened", "friction.created"], await TrailAsync());
    }

    [Fact]
    public async Task What_Is_Told_After_The_End_Of_An_Incident_Is_Answered_Too()
    {
        var start = gate.Time.GetUtcNow();
        await OpenAsync("INC-42", severity: 4);
        await gate.AdvanceAsync(TimeSpan.FromHours(2));
        await ResolveAsync("INC-42");

        await OpenAsync("INC-42", severity: 1, id: "late", digest: "late", at: start.AddHours(1));

        Assert.False((await gate.Incidents.FindAsync("INC-42", Cancellation))!.IsOpen);
        Assert.Equal(start.AddHours(1).AddDays(14), Assert.Single(await gate.AddedControls.ListAsync(Cancellation)).Until);
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

    [Theory]
    [InlineData(false, OutcomeReason.BlockedByPolicy)]
    [InlineData(true, OutcomeReason.ReleasedByPolicy)]
    public async Task Where_Nobody_Tells_Of_Incidents_It_Is_Not_Known_That_There_Are_None(bool hears, OutcomeReason expected)
    {
        using var other = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromHours(1))) { HearsOfIncidents = hears };
        other.Source.Changes = gate.Source.Changes;
        other.Policy = other.Policy with
        {
            Rules = [.. other.Policy.Rules, new PolicyRule("incident", [new IncidentPredicate(["1", "2"])], Verdict.Block)],
        };

        await other.StartAsync();

        Assert.Equal(expected, (await other.OutcomeAsync()).Reason);
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

    private Task RunJobAsync() =>
        new ExpireFrictionControlsJob(gate.Frictions, gate.Responder, new FrictionTrail(gate.Audit), gate.Notices, gate.Time)
            .RunAsync(Cancellation);

    private Task<DeliveryClaim> ResolveAsync(string incident) => gate.IncidentIntake.ResolveAsync(
        "incidents",
        new WebhookReading.IncidentResolved(incident, gate.Time.GetUtcNow(), new WebhookDelivery("resolved", "resolved", "1")),
        Cancellation);

    private async Task<IEnumerable<string>> TrailAsync() =>
        (await gate.Audit.ReadAsync(FrictionTrail.Id, Cancellation)).Select(record => record.Entry.Kind);
}
