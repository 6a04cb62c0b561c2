using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Tables;

public sealed class TableFrictionControlTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly FrictionControl Control = new(
        "Careful", "digest", "lead@example.com", "the outage", new Uri("https://incidents.example.com/42"), new FrictionScope(["production"], []),
        new ReviewRequirement(Level.Senior, 2) { Checklist = ["Looked"], MinimumReading = TimeSpan.FromMinutes(5) },
        TableFixtures.Noon, TableFixtures.Noon.AddDays(30), FrictionMode.Enforce)
    {
        CreatedBy = "Ada",
    };

    private IHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IFrictionControlStore Store => host.Services.GetRequiredService<IFrictionControlStore>();

    public async ValueTask InitializeAsync() => host = await TableFixtures.StartStoresAsync(azurite);

    public ValueTask DisposeAsync()
    {
        host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_Two_With_One_Name_The_First_Stays_And_Is_Found_In_Any_Letter_Case()
    {
        await Store.CreateAsync(Control, Cancellation);
        var second = await Store.CreateAsync(Control with { Name = "CAREFUL", Digest = "other" }, Cancellation);
        await Store.CreateAsync(Control with { Name = "other" }, Cancellation);

        Assert.Equal("digest", second.Digest);
        var found = (await Store.FindAsync("careful", Cancellation))!;
        Assert.Equal((Control.Requirement, Control.Incident, Control.Until, "Ada"), (found.Requirement, found.Incident, found.Until, found.CreatedBy));
        Assert.Null(await Store.FindAsync("nothing", Cancellation));
        Assert.Equal(["Careful", "other"], (await Store.ListAsync(Cancellation)).Select(control => control.Name).Order());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => Store.UpdateAsync("nothing", control => control, Cancellation));
    }

    [Fact]
    public async Task No_Concurrent_Renewal_Is_Lost()
    {
        await Store.CreateAsync(Control, Cancellation);

        await Task.WhenAll(Enumerable.Range(1, 10).Select(number => Store.UpdateAsync(
            "careful",
            before => before with { Renewals = [.. before.Renewals, new FrictionRenewal(TableFixtures.Noon, $"{number}", "why", TableFixtures.Noon.AddDays(31))] },
            Cancellation)));

        Assert.Equal(10, (await Store.FindAsync("careful", Cancellation))!.Renewals.DistinctBy(renewal => renewal.By).Count());
    }

    [Fact]
    public async Task Incidents_Are_Listed_While_They_Are_Open()
    {
        var incidents = host.Services.GetRequiredService<IIncidentStore>();
        await incidents.CreateAsync(new Incident("INC/1", 1, ["shop", "search"], null, TableFixtures.Noon), Cancellation);
        await incidents.CreateAsync(new Incident("INC/2", 3, ["shop"], new Uri("https://incidents.example.com/2"), TableFixtures.Noon), Cancellation);

        var resolved = await incidents.UpdateAsync("INC/1", incident => incident.Resolve(TableFixtures.Noon.AddHours(1)), Cancellation);

        Assert.Equal(TableFixtures.Noon.AddHours(1), resolved.ResolvedAt);
        Assert.Equal(["INC/2"], (await incidents.ListOpenAsync(Cancellation)).Select(incident => incident.Id));
        var kept = (await incidents.FindAsync("INC/1", Cancellation))!;
        Assert.Equal((false, 1), (kept.IsOpen, kept.Severity));
        Assert.Equal(["shop", "search"], kept.Services);
        Assert.Null(await incidents.FindAsync("INC/3", Cancellation));
    }
}
