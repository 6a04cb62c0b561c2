using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Intake;

namespace Workflow.Tests.Orchestration;

public sealed class EvidenceIntakeTests
{
    private static readonly EscalationStep[] Ladder = [VirtualGate.Step("first", TimeSpan.FromHours(1))];

    [Fact]
    public async Task What_A_Reviewer_Opens_Is_Recorded_Once_And_Then_Their_Approval_Counts()
    {
        using var gate = await StartAsync();
        Assert.Equal(DecisionRefusal.EvidenceNotOpened, (await gate.DecideAsync("ada", DecisionKind.Approve)).Judgement.Refusal);

        await OpenAsync(gate, "ada");
        var reply = await OpenAsync(gate, "ada");

        Assert.Null(reply.Refusal);
        Assert.Equal(EvidenceKinds.Diff, reply.Asked!.Opened);
        Assert.Single(await gate.AuditKindsAsync(), kind => kind == "evidence.opened");
        await gate.DecideAsync("ada", DecisionKind.Approve);
        Assert.True((await gate.OutcomeAsync()).IsRelease);
    }

    [Fact]
    public async Task Nobody_Who_Was_Not_Asked_Opens_Anything()
    {
        using var gate = await StartAsync();
        gate.People.Add("eve", Level.Senior);

        Assert.NotNull((await OpenAsync(gate, "eve")).Refusal);
        Assert.NotNull((await OpenAsync(gate, "stranger")).Refusal);
        Assert.DoesNotContain("evidence.opened", await gate.AuditKindsAsync());
    }

    [Fact]
    public async Task A_Card_Of_Other_Content_Opens_Nothing()
    {
        using var gate = await StartAsync();

        Assert.NotNull((await OpenAsync(gate, "ada", new string('f', 40))).Refusal);
        Assert.Equal(EvidenceKinds.None, Assert.Single((await gate.ReviewAsync()).Asked).Opened);
    }

    [Fact]
    public async Task After_The_End_Nothing_Is_Recorded_Any_More()
    {
        using var gate = await StartAsync();
        await gate.AdvanceAsync(TimeSpan.FromHours(2));

        await OpenAsync(gate, "ada");

        Assert.Equal(EvidenceKinds.None, Assert.Single((await gate.ReviewAsync()).Asked).Opened);
        Assert.DoesNotContain("evidence.opened", await gate.AuditKindsAsync());
    }

    private static async Task<VirtualGate> StartAsync()
    {
        var gate = new VirtualGate(Ladder)
        {
            Policy = VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1) { Evidence = EvidenceKinds.Diff }, Ladder),
        };
        gate.People.Add("ada", Level.Senior);
        await gate.StartAsync();
        return gate;
    }

    private static Task<EvidenceReply> OpenAsync(VirtualGate gate, string person, string? head = null) =>
        new EvidenceIntake(gate.Reviews, gate.People, gate.Audit, gate.Time).OpenAsync(
            VirtualGate.Id,
            new ActorIdentity(ObjectId: $"object-{person}"),
            EvidenceKinds.Diff,
            head ?? gate.Request.Commits.Head,
            TestContext.Current.CancellationToken);
}
