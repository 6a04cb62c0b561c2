using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Intake;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Orchestration;

public sealed class FrictionIntakeTests : IDisposable
{
    private static readonly ActorIdentity Ada = new("Ada Admin", ObjectId: "object-ada");

    private readonly VirtualGate gate = new(VirtualGate.Step("first", TimeSpan.FromHours(1)));

    public FrictionIntakeTests() => gate.People.Add("ada", Level.Principal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_Is_Added_Twice_Is_On_Record_Once_And_Whoever_Adds_It_Owns_It()
    {
        var first = await AddAsync(Order());
        await gate.AdvanceAsync(TimeSpan.FromMinutes(5));
        var again = await AddAsync(Order());

        Assert.Equal(first.Accepted, again.Accepted);
        Assert.Equal(("ada@example.com", "Ada (ada)"), (first.Accepted!.Owner, first.Accepted.CreatedBy));
        Assert.Equal([$"{FrictionTrail.Created} by Ada (ada)"], await TrailAsync());
    }

    [Fact]
    public async Task A_Name_Stands_For_One_Control_Also_In_Another_Case_And_In_A_File()
    {
        await AddAsync(Order());
        gate.Controls.All.Add(Order() with { Name = "filed", Starts = gate.Time.GetUtcNow(), Owner = "sre@example.com" });

        var other = await AddAsync(Order() with { Name = "CAREFUL", Reason = "Something else" });
        var filed = await AddAsync(Order() with { Name = "filed" });
        var renewed = await gate.FrictionIntake.RenewAsync(Ada, "filed", "why", gate.Time.GetUtcNow().AddDays(60), Cancellation);

        Assert.Equal(
            (FrictionRefusal.NameTaken, FrictionRefusal.NameTaken, FrictionRefusal.FromFile),
            (other.Refusal, filed.Refusal, renewed.Refusal));
    }

    [Fact]
    public async Task All_That_Is_Wrong_Is_Said_At_Once_And_Nothing_Is_Kept()
    {
        var order = Order() with
        {
            Scope = new FrictionScope(["moon"], ["shop\nsearch"]),
            Incident = new Uri("INC-42", UriKind.Relative),
            Expires = gate.Time.GetUtcNow().AddDays(91),
            Requirement = new ReviewRequirement(Level.Senior, 1) { DifferentTeams = true, MinimumReading = TimeSpan.FromHours(5) },
        };

        var refused = await AddAsync(order);

        Assert.Equal(FrictionRefusal.Invalid, refused.Refusal);
        Assert.All(
            ["'moon'", "incident must be a link", "scope.services must be 1 to 500 characters without line breaks", "at most 90 days", "differentTeams needs 2", "minimumReadingMinutes must be 0 to 240"],
            part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.Empty(await gate.Frictions.ListAsync(Cancellation));
        Assert.Empty(await TrailAsync());
    }

    [Fact]
    public async Task A_Renewal_And_An_Early_End_Need_A_Reason_And_Are_In_The_Trail_With_Who_And_Why()
    {
        await AddAsync(Order());
        var until = gate.Time.GetUtcNow().AddDays(60);

        var silent = await gate.FrictionIntake.RenewAsync(Ada, "careful", " ", until, Cancellation);
        var renewed = await gate.FrictionIntake.RenewAsync(Ada, "Careful", "Not yet over", until, Cancellation);
        await gate.FrictionIntake.RenewAsync(Ada, "careful", "Not yet over", until, Cancellation);
        await gate.AdvanceAsync(TimeSpan.FromDays(1));
        var ended = await gate.FrictionIntake.EndAsync(Ada, "careful", "It is over", Cancellation);
        await gate.AdvanceAsync(TimeSpan.FromDays(1));
        var again = await gate.FrictionIntake.EndAsync(Ada, "careful", "It is over", Cancellation);
        var late = await gate.FrictionIntake.RenewAsync(Ada, "careful", "Again", until.AddDays(1), Cancellation);

        Assert.Equal(FrictionRefusal.NotPossible, silent.Refusal);
        Assert.Equal(until, renewed.Accepted!.Until);
        Assert.Equal(ended.Accepted!.Until, again.Accepted!.Until);
        Assert.Equal(FrictionRefusal.NotPossible, late.Refusal);
        Assert.Equal(
            [$"{FrictionTrail.Created} by Ada (ada)", $"{FrictionTrail.Renewed} by Ada (ada)", $"{FrictionTrail.Ended} by Ada (ada)"], await TrailAsync());
    }

    [Fact]
    public async Task Of_Two_Who_Add_The_Same_At_Once_Both_Are_Told_That_It_Is_There()
    {
        await AddAsync(Order());
        await gate.AdvanceAsync(TimeSpan.FromSeconds(1));
        var blind = new FrictionIntake(
            gate.AddedControls, new FrictionRegister([]), new FrictionTrail(gate.Audit), new FakePolicySource(gate.Policy), gate.People, gate.Time);

        var second = await blind.AddAsync(Ada, Order(), Cancellation);

        Assert.NotNull(second.Accepted);
    }

    [Fact]
    public async Task A_Control_That_Was_Added_While_The_Register_Was_Read_Was_Not_Taken_Out_Of_A_File()
    {
        await AddAsync(Order());

        await new FrictionTrail(gate.Audit).RecordAllAsync(new FrictionRegister([]), gate.Time.GetUtcNow(), Cancellation);

        Assert.Equal([$"{FrictionTrail.Created} by Ada (ada)"], await TrailAsync());
    }

    [Fact]
    public async Task An_Unknown_Control_Is_Not_Renewed()
    {
        var refused = await gate.FrictionIntake.RenewAsync(Ada, "nothing", "why", gate.Time.GetUtcNow().AddDays(9), Cancellation);

        Assert.Equal(FrictionRefusal.Unknown, refused.Refusal);
    }

    [Fact]
    public async Task The_Hundred_And_First_Control_In_Force_Is_Refused()
    {
        for (var number = 1; number <= 100; number++)
        {
            await AddAsync(Order() with { Name = $"careful-{number}" });
        }

        var refused = await AddAsync(Order());
        await gate.FrictionIntake.EndAsync(Ada, "careful-1", "It is over", Cancellation);
        var accepted = await AddAsync(Order());

        Assert.Equal(FrictionRefusal.TooMany, refused.Refusal);
        Assert.NotNull(accepted.Accepted);
    }

    [Fact]
    public async Task An_Added_Control_Holds_The_Next_Deployment()
    {
        gate.People.Add("sam", Level.Senior);
        gate.Source.Changes = VirtualGate.Change("Jun", "jun@example.com", "Add vouchers");
        await AddAsync(Order());

        await gate.StartAsync();

        var review = await gate.ReviewAsync();
        Assert.Equal(ReviewState.Waiting, review.State);
        Assert.Contains("'careful'", review.Policy!.Reason, StringComparison.Ordinal);
        Assert.Equal(FrictionEffect.Holds, Assert.Single(review.Policy.FrictionControls).Effect);
    }

    public void Dispose() => gate.Dispose();

    private static FrictionControl Order() => new(
        "careful", "", "", "The outage of Monday", new Uri("https://incidents.example.com/42"), new FrictionScope(["production"], ["shop"]),
        new ReviewRequirement(Level.Senior, 1), DateTimeOffset.MinValue, new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero),
        FrictionMode.Enforce);

    private Task<FrictionJudgement> AddAsync(FrictionControl order) => gate.FrictionIntake.AddAsync(Ada, order, Cancellation);

    private async Task<IEnumerable<string>> TrailAsync() =>
        (await gate.Audit.ReadAsync(FrictionTrail.Id, Cancellation))
            .Where(record => record.Entry.Kind.StartsWith("friction.", StringComparison.Ordinal))
            .Select(record => $"{record.Entry.Kind} by {record.Entry.Actor}");
}
