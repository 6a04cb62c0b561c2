using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

public sealed class StricterReviewTests
{
    private static readonly EscalationStep[] Ladder =
        [VirtualGate.Step("first", TimeSpan.FromHours(2)), VirtualGate.Step("second", TimeSpan.FromHours(2))];

    [Fact]
    public async Task Those_Are_Asked_Who_Fill_What_Is_Missing_And_The_Reason_Says_So()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 2) { Roles = ["dba"], DifferentTeams = true });
        gate.People.Replace("ada", one => one with { Team = "shop" });
        gate.People.Replace("bob", one => one with { Team = "shop" });
        gate.People.Replace("cid", one => one with { Team = "data", Roles = ["dba"] });

        await gate.StartAsync();

        var review = await gate.ReviewAsync();
        Assert.Equal(2, review.Asked.Count);
        var cid = Assert.Single(review.Asked, one => one.Person.Id == "cid");
        Assert.Contains("holds the role 'dba', is of a team, 'data', took no part", cid.Why, StringComparison.Ordinal);
        await gate.DecideAsync(review.Asked.Single(one => one.Person.Id != "cid").Person.Id, DecisionKind.Approve);
        Assert.Empty(gate.Pipeline.Told);
        await gate.DecideAsync("cid", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Approvals_Of_The_Wrong_People_Release_Nothing_And_The_End_Says_What_Was_Missing()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1) { Teams = ["data"] });
        gate.People.Replace("cid", one => one with { Team = "data" });
        await gate.StartAsync();
        Assert.Equal(["cid"], gate.Channel.Sent.Select(sent => sent.Person));
        gate.People.Replace("cid", one => one with { Team = "web" });

        await gate.DecideAsync("cid", DecisionKind.Approve);
        await gate.AdvanceAsync(TimeSpan.FromHours(5));

        var outcome = await gate.OutcomeAsync();
        Assert.Equal(OutcomeReason.TimedOut, outcome.Reason);
        Assert.Contains("Missing: somebody of the team 'data'.", outcome.Explanation, StringComparison.Ordinal);
        Assert.Single(gate.Channel.Sent);
    }

    [Fact]
    public async Task A_Manager_Of_The_Author_Is_Not_Asked_For_An_Independent_Review()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1) { Independent = true });
        gate.People.Replace("jun", one => one with { ManagerId = "ada" });
        gate.People.Replace("ada", one => one with { ManagerId = "bob" });
        gate.People.Replace("bob", one => one with { ManagerId = "ada" });

        await gate.StartAsync();

        Assert.Equal(["cid"], gate.Channel.Sent.Select(sent => sent.Person));
        Assert.Equal(["ada", "bob"], (await gate.ReviewAsync()).Assessment!.ManagementLine);
    }

    [Fact]
    public async Task A_Control_That_Begins_While_Reviewers_Read_Is_Satisfied_Before_The_Release()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1));
        await gate.StartAsync();
        var first = Assert.Single(gate.Channel.Sent).Person;
        gate.Controls.All.Add(Control(gate, new ReviewRequirement(Level.Senior, 2)));

        await gate.DecideAsync(first, DecisionKind.Approve);

        Assert.Empty(gate.Pipeline.Told);
        Assert.Equal(2, gate.Channel.Sent.Count);
        Assert.Contains("friction.raised", await gate.AuditKindsAsync());
        Assert.Equal("first (raised 1)", (await gate.ReviewAsync()).Asked[^1].Step);
        await gate.DecideAsync(gate.Channel.Sent[^1].Person, DecisionKind.Approve);
        Assert.Equal(2, (await gate.OutcomeAsync()).DecidedBy.Count);
        await gate.AssertAuditIsIntactAsync();
    }

    [Fact]
    public async Task Who_Approved_Under_Less_Approves_Again_Where_A_Control_Asks_More_Of_Each()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1));
        await gate.StartAsync();
        var first = Assert.Single(gate.Channel.Sent).Person;
        gate.Controls.All.Add(Control(gate, new ReviewRequirement(Level.Senior, 1) { MinimumReading = TimeSpan.FromMinutes(30) }));
        await gate.DecideAsync(first, DecisionKind.Approve);
        Assert.Empty(gate.Pipeline.Told);

        await gate.AdvanceAsync(TimeSpan.FromMinutes(31));
        await gate.DecideAsync(first, DecisionKind.Approve);

        Assert.Equal([Capitalize(first)], (await gate.OutcomeAsync()).DecidedBy);
    }

    [Fact]
    public async Task A_Release_By_Policy_Becomes_A_Review_Where_A_Control_Begins_At_That_Moment()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1));
        gate.Source.Changes = VirtualGate.Change("Jun", "jun@example.com", "Add vouchers");
        gate.Broken.Add("RecheckHead");
        await gate.StartAsync();

        gate.Controls.All.Add(Control(gate, new ReviewRequirement(Level.Senior, 1)));
        gate.Broken.Clear();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(2));

        Assert.Empty(gate.Pipeline.Told);
        await gate.DecideAsync(Assert.Single(gate.Channel.Sent).Person, DecisionKind.Approve);
        Assert.Equal(OutcomeReason.Approved, (await gate.OutcomeAsync()).Reason);
    }

    [Fact]
    public async Task A_Control_That_Asks_For_A_Proof_Which_Nobody_Could_Give_Ends_The_Review_And_Says_How_To_Mend_It()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1));
        gate.Page.KnowsPeople = false;
        await gate.StartAsync();
        gate.Controls.All.Add(Control(gate, new ReviewRequirement(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(15) }));

        await gate.DecideAsync(Assert.Single(gate.Channel.Sent).Person, DecisionKind.Approve);

        var outcome = await gate.OutcomeAsync();
        Assert.Equal(OutcomeReason.BlockedByPolicy, outcome.Reason);
        Assert.Contains("set Access:SignIn to AppService", outcome.Explanation, StringComparison.Ordinal);
        Assert.Contains("'careful'", outcome.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Control_That_Asks_For_A_Proof_Which_Can_Be_Given_Waits_For_It()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1));
        await gate.StartAsync();
        gate.Controls.All.Add(Control(gate, new ReviewRequirement(Level.Senior, 1) { FreshSignIn = TimeSpan.FromMinutes(15) }));

        await gate.DecideAsync(Assert.Single(gate.Channel.Sent).Person, DecisionKind.Approve);

        Assert.Empty(gate.Pipeline.Told);
        Assert.Contains("friction.raised", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Raised_Review_That_Nobody_Decides_Is_Cancelled()
    {
        using var gate = NewGate(new ReviewRequirement(Level.Senior, 1));
        await gate.StartAsync();
        gate.Controls.All.Add(Control(gate, new ReviewRequirement(Level.Senior, 2)));

        await gate.DecideAsync(gate.Channel.Sent[0].Person, DecisionKind.Approve);
        await gate.AdvanceAsync(TimeSpan.FromHours(5));

        Assert.Equal(OutcomeReason.TimedOut, (await gate.OutcomeAsync()).Reason);
    }

    private static VirtualGate NewGate(ReviewRequirement requirement)
    {
        var gate = new VirtualGate(Ladder) { Policy = VirtualGate.PolicyOf(requirement, Ladder) };
        foreach (var name in (string[])["ada", "bob", "cid"])
        {
            gate.People.Add(name, Level.Senior);
        }

        return gate;
    }

    private static FrictionControl Control(VirtualGate gate, ReviewRequirement requirement) => new(
        "careful", "digest", "owner@example.com", "An incident.", null, new FrictionScope([], []), requirement,
        gate.Time.GetUtcNow(), gate.Time.GetUtcNow().AddDays(1), FrictionMode.Enforce);

    private static string Capitalize(string id) => char.ToUpperInvariant(id[0]) + id[1..];
}
