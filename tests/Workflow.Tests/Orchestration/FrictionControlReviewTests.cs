using System.Text.Json.Nodes;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

public sealed class FrictionControlReviewTests
{
    [Fact]
    public async Task A_Change_That_The_Policy_Releases_Waits_For_Those_Whom_A_Control_Asks_For()
    {
        using var gate = NewGate();
        gate.Controls.All.Add(Control(gate, "careful"));

        await gate.StartAsync();
        Assert.Equal(["ada", "bob"], gate.Channel.Sent.Select(sent => sent.Person).Order());
        await gate.DecideAsync("ada", DecisionKind.Approve);
        Assert.Empty(gate.Pipeline.Told);
        await gate.DecideAsync("bob", DecisionKind.Approve);

        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Without_A_Control_In_Force_The_Same_Change_Is_Released_At_Once()
    {
        using var gate = NewGate();
        var ended = Control(gate, "ended") with { Expires = gate.Time.GetUtcNow() };
        gate.Controls.All.AddRange([ended, Control(gate, "shadow") with { Mode = FrictionMode.Shadow }]);

        await gate.StartAsync();

        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
        Assert.Empty(gate.Channel.Sent);
    }

    [Fact]
    public async Task The_Controls_In_Force_When_The_Review_Began_Hold_Until_Its_End()
    {
        using var gate = NewGate();
        gate.Controls.All.Add(Control(gate, "careful") with { Expires = gate.Time.GetUtcNow().AddMinutes(1) });
        await gate.StartAsync();

        await gate.AdvanceAsync(TimeSpan.FromMinutes(30));
        await gate.DecideAsync("ada", DecisionKind.Approve);

        Assert.Empty(gate.Pipeline.Told);
    }

    [Fact]
    public async Task The_Audit_Names_Every_Control_With_Its_Digest_Applied_Or_Not()
    {
        using var gate = NewGate();
        var ended = Control(gate, "ended") with { Expires = gate.Time.GetUtcNow() };
        gate.Controls.All.AddRange([Control(gate, "careful"), ended]);

        await gate.StartAsync();

        var trail = await gate.Audit.ReadAsync(VirtualGate.Id, TestContext.Current.CancellationToken);
        var entry = Assert.Single(trail, record => record.Entry.Kind == "policy.evaluated").Entry;
        Assert.Contains("Friction control 'careful' (until ", entry.Summary, StringComparison.Ordinal);
        var controls = JsonNode.Parse(entry.Data!)!["result"]!["frictionControls"]!.AsArray();
        Assert.Equal(
            [("careful", "digest of careful", "inForce", true), ("ended", "digest of ended", "ended", false)],
            controls.Select(one => (
                (string)one!["control"]!["name"]!, (string)one["control"]!["digest"]!, (string)one["state"]!, (bool)one["isEnforced"]!)));
    }

    [Fact]
    public async Task An_Unreadable_Change_To_An_Unprotected_Environment_Is_Cancelled_Where_A_Control_Asks_For_Its_Review()
    {
        using var gate = NewGate();
        gate.Controls.All.Add(Control(gate, "careful") with { Scope = new FrictionScope(["staging"], []) });
        gate.Request = gate.Request with { Environment = "staging" };
        gate.Source.MovedTo = new string('c', 40);

        await gate.StartAsync();

        var outcome = Assert.Single(gate.Pipeline.Told).Outcome;
        Assert.Equal(OutcomeReason.BlockedByPolicy, outcome.Reason);
        Assert.Contains("The change cannot be read", outcome.Explanation, StringComparison.Ordinal);
    }

    private static VirtualGate NewGate()
    {
        var gate = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromHours(1)));
        gate.Source.Changes = VirtualGate.Change("Jun", "jun@example.com", "Add vouchers");
        gate.People.Add("ada", Level.Senior);
        gate.People.Add("bob", Level.Senior);
        return gate;
    }

    private static FrictionControl Control(VirtualGate gate, string name) => new(
        name, $"digest of {name}", "owner@example.com", "the outage", null, new FrictionScope(["production"], []),
        new ReviewRequirement(Level.Senior, 2), gate.Time.GetUtcNow().AddDays(-1), gate.Time.GetUtcNow().AddDays(1), FrictionMode.Enforce);
}
