using Workflow.Core.Reviews;

namespace Workflow.Tests.Orchestration;

/// <summary>Who is asked, of those who may be.</summary>
public sealed class ReviewerChoiceTests : IDisposable
{
    private readonly VirtualGate gate = new(
        VirtualGate.Step("first", TimeSpan.FromHours(1)), VirtualGate.Step("second", TimeSpan.FromHours(1)));

    public ReviewerChoiceTests()
    {
        gate.People.Add("anna", Level.Senior);
        gate.People.Add("ben", Level.Senior);
    }

    [Fact]
    public async Task Who_Is_Away_Is_Skipped_At_Once_And_Asked_By_A_Later_Step_When_They_Are_Back()
    {
        var now = gate.Time.GetUtcNow();
        gate.People.Replace("anna", anna => anna with { Absences = [new Absence(now.AddDays(-1), now.AddMinutes(30))] });

        await gate.StartAsync();
        var first = Assert.Single((await gate.ReviewAsync()).Asked);
        await gate.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("ben", first.Person.Id);
        Assert.Equal("senior, took no part in the change, was not asked this week; 1 could be asked", first.Why);
        Assert.Equal(["ben", "anna"], (await gate.ReviewAsync()).Asked.Select(asked => asked.Person.Id));
    }

    [Fact]
    public async Task Where_Everybody_Is_Away_The_Next_Step_Is_Climbed_At_Once_And_Says_Why()
    {
        var now = gate.Time.GetUtcNow();
        foreach (var id in new[] { "anna", "ben" })
        {
            gate.People.Replace(id, person => person with { Absences = [new Absence(now.AddDays(-1), now.AddDays(9))] });
        }

        await gate.StartAsync();

        Assert.Equal(OutcomeReason.NoEligibleReviewer, (await gate.OutcomeAsync()).Reason);
        var nobody = (await gate.Audit.ReadAsync(VirtualGate.Id, TestContext.Current.CancellationToken))
            .First(record => record.Entry.Kind == "reviewer.none");
        Assert.Contains("finds nobody else to ask: ", nobody.Entry.Summary, StringComparison.Ordinal);
        Assert.Contains("Anna is away until", nobody.Entry.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Review_Goes_To_Who_Has_Less_To_Do_And_Whom_The_Policy_Spares_Is_Asked_Where_Nobody_Else_Is_Left()
    {
        gate.Policy = gate.Policy with { Reviewers = new ReviewerLimits(1, null) };
        List<string> asked = [];
        foreach (var number in Enumerable.Range(1, 3))
        {
            var request = gate.Request with { Id = Workflow.Core.Deployments.DeploymentId.Parse($"load-{number}"), Service = $"service-{number}" };
            await gate.StartAsync(request);
            var review = (await gate.Reviews.FindAsync(request.Id, TestContext.Current.CancellationToken))!;
            asked.Add(review.Asked.Count == 0 ? $"{review.Outcome?.Reason}" : review.Asked[0].Person.Id);
        }

        Assert.Equal(["anna", "ben"], asked[..2].Order());
        Assert.Contains(asked[2], new[] { "anna", "ben" });
        var last = await gate.Reviews.FindAsync(Workflow.Core.Deployments.DeploymentId.Parse("load-3"), TestContext.Current.CancellationToken);
        Assert.Contains("asked because nobody else is left", last!.Asked[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_Stands_In_For_The_Author_And_Who_Is_Suspended_Are_Never_Asked()
    {
        gate.People.Replace("jun", jun => jun with { DelegateId = "anna" });
        gate.People.Replace("ben", ben => ben with { IsSuspended = true });
        gate.People.Add("carl", Level.Senior);

        await gate.StartAsync();

        Assert.Equal("carl", Assert.Single((await gate.ReviewAsync()).Asked).Person.Id);
    }

    [Fact]
    public async Task Who_Is_There_Is_Asked_First_And_The_Card_Says_So()
    {
        gate.People.Replace("anna", anna => anna with { Presence = Presence.Away });
        gate.People.Replace("ben", ben => ben with { Presence = Presence.Available });

        await gate.StartAsync();

        var asked = Assert.Single((await gate.ReviewAsync()).Asked);
        Assert.Equal("ben", asked.Person.Id);
        Assert.Equal("senior, took no part in the change, is available, was not asked this week; 2 could be asked", asked.Why);
    }

    [Fact]
    public async Task A_Sampled_Review_Waits_For_A_Second_Person()
    {
        gate.Policy = gate.Policy with { SecondApprovalShare = 100 };

        await gate.StartAsync();

        var review = await gate.ReviewAsync();
        Assert.Equal(2, review.Policy?.Requirement?.Approvals);
        Assert.Contains("in the sample of 100 %", review.Policy?.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Sample_Makes_No_Review_Impossible()
    {
        gate.Policy = gate.Policy with { SecondApprovalShare = 100 };
        gate.People.Replace("ben", ben => ben with { IsSuspended = true });

        await gate.StartAsync();

        var review = await gate.ReviewAsync();
        Assert.Equal((ReviewState.Waiting, 1), (review.State, review.Policy?.Requirement?.Approvals));
        Assert.Contains("Nobody else may give the approval that the policy's sample asks for", review.Policy?.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => gate.Dispose();
}
