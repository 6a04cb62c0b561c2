using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>Approvals without a look, where the policy answers them with one more.</summary>
public sealed class AnsweredSignTests : IDisposable
{
    private readonly VirtualGate gate = new(VirtualGate.Step("first", TimeSpan.FromHours(1)));

    public AnsweredSignTests()
    {
        gate.Policy = gate.Policy with { SignsAnsweredShare = SecondApproval.All };
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
    }

    [Fact]
    public async Task An_Approval_Without_A_Look_Waits_For_A_Second_Person_And_No_Card_Says_Why()
    {
        await gate.StartAsync();
        var first = Assert.Single((await gate.ReviewAsync()).Asked).Person.Id;

        await gate.DecideAsync(first, DecisionKind.Approve);

        var review = await gate.ReviewAsync();
        Assert.Equal((ReviewState.Waiting, 2), (review.State, review.Policy!.Requirement!.Approvals));
        Assert.Equal(["anna", "ben"], review.Asked.Select(asked => asked.Person.Id).Order());
        Assert.Equal("first (raised 1)", review.Step);
        Assert.EndsWith(
            "This deployment is in the policy's sample of approved ones that one person more must approve: that is 2 approvals by senior or above.",
            review.Policy.Reason,
            StringComparison.Ordinal);
        Assert.Empty(gate.Pipeline.Told);
        Assert.Single(await KindsAsync(), "second-approval.asked");
        Assert.Equal(1, ApprovalSignals.Of([review]).Answered);
    }

    [Fact]
    public async Task The_Second_Approval_Releases_However_Quick_It_Is()
    {
        await gate.StartAsync();

        await gate.DecideAsync((await gate.ReviewAsync()).Asked[0].Person.Id, DecisionKind.Approve);
        await gate.DecideAsync((await gate.ReviewAsync()).Asked[1].Person.Id, DecisionKind.Approve);

        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
        Assert.Single(await KindsAsync(), "second-approval.asked");
    }

    [Fact]
    public async Task Where_The_Second_Person_Does_Not_Answer_Nothing_Is_Released()
    {
        await gate.StartAsync();
        await gate.DecideAsync((await gate.ReviewAsync()).Asked[0].Person.Id, DecisionKind.Approve);

        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(OutcomeReason.TimedOut, Assert.Single(gate.Pipeline.Told).Outcome.Reason);
    }

    [Fact]
    public async Task An_Approval_After_A_Look_Releases_At_Once()
    {
        await gate.StartAsync();
        var first = (await gate.ReviewAsync()).Asked[0];
        await gate.Reviews.UpdateAsync(
            VirtualGate.Id, review => review.WithAsked(first with { Opened = EvidenceKinds.Diff }), TestContext.Current.CancellationToken);
        await gate.AdvanceAsync(SignsOfApproval.QuickWithin);

        await gate.DecideAsync(first.Person.Id, DecisionKind.Approve);

        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
    }

    [Fact]
    public async Task Where_Nobody_Else_May_Approve_The_First_Approval_Releases()
    {
        gate.People.Replace("ben", ben => ben with { IsSuspended = true });
        await gate.StartAsync();

        await gate.DecideAsync("anna", DecisionKind.Approve);

        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task No_Second_Person_Is_Asked_Who_Could_Answer_Only_After_The_Pipeline_Waits_No_More(int minutes, bool isReleased)
    {
        var environment = gate.Policy.Environments["production"] with { PipelineWait = TimeSpan.FromHours(1) };
        gate.Policy = gate.Policy with { Environments = new Dictionary<string, EnvironmentSettings> { ["production"] = environment } };
        await gate.StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromMinutes(minutes));

        await gate.DecideAsync((await gate.ReviewAsync()).Asked[0].Person.Id, DecisionKind.Approve);

        Assert.Equal(isReleased, gate.Pipeline.Told.Count == 1);
    }

    [Fact]
    public async Task Who_Handed_The_Review_Over_Is_Nobody_Else_Who_May_Approve()
    {
        await gate.StartAsync();
        var first = (await gate.ReviewAsync()).Asked[0].Person.Id;
        var person = await gate.People.GetAsync(first == "anna" ? "ben" : "anna", TestContext.Current.CancellationToken);
        await gate.Reviews.UpdateAsync(
            VirtualGate.Id,
            review =>
            {
                var handedOver = new Delegation("action", "cleo", "Cleo", review.UpdatedAt);
                return review with { Asked = [.. review.Asked, review.Asked[0] with { Person = person!, Delegated = handedOver }] };
            },
            TestContext.Current.CancellationToken);

        await gate.DecideAsync(first, DecisionKind.Approve);

        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
    }

    [Fact]
    public async Task Where_The_Policy_Answers_No_Signs_The_First_Approval_Releases()
    {
        gate.Policy = gate.Policy with { SignsAnsweredShare = 0 };
        await gate.StartAsync();

        await gate.DecideAsync((await gate.ReviewAsync()).Asked[0].Person.Id, DecisionKind.Approve);

        Assert.True(Assert.Single(gate.Pipeline.Told).Outcome.IsRelease);
    }

    public void Dispose() => gate.Dispose();

    private async Task<IEnumerable<string>> KindsAsync() =>
        (await gate.Audit.ReadAsync(VirtualGate.Id, TestContext.Current.CancellationToken)).Select(record => record.Entry.Kind);
}
