using System.Diagnostics;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Workflow.LocalHost.Engine;
using Workflow.LocalHost.Engine.Lease;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

public sealed class LeaseTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(15);

    private readonly string prefix = azurite.NewTablePrefix();
    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_Second_Process_Is_Refused_While_The_First_Renews_And_Told_Who_It_Is()
    {
        using var stop = new CancellationTokenSource();
        var first = Lease(LeaseHolder.ThisProcess());
        await first.AcquireAsync(Cancellation);
        var renewing = first.RenewAsync(stop.Token);
        var acquiring = Lease(LeaseHolder.ThisProcess()).AcquireAsync(Cancellation);

        var error = await Assert.ThrowsAsync<EngineLeaseException>(() => AdvanceUntilAsync(acquiring));

        Assert.Contains($"process {Environment.ProcessId} on machine {Environment.MachineName}", error.Message, StringComparison.Ordinal);
        Assert.Contains("Storage:TablePrefix", error.Message, StringComparison.Ordinal);
        await stop.CancelAsync();
        Assert.Null(await renewing);
    }

    [Fact]
    public async Task The_Lease_Of_A_Dead_Process_Of_This_Machine_Is_Taken_Over_At_Once()
    {
        using var process = Process.Start("node", ["-e", "0"]);
        await process.WaitForExitAsync(Cancellation);
        await Lease(LeaseHolder.ThisProcess() with { ProcessId = process.Id }).AcquireAsync(Cancellation);

        await Lease(LeaseHolder.ThisProcess()).AcquireAsync(Cancellation);
    }

    [Fact]
    public async Task The_Lease_Of_An_Earlier_Run_With_The_Same_Process_Number_Is_Taken_Over_At_Once()
    {
        var self = LeaseHolder.ThisProcess();
        await Lease(self with { StartedAt = self.StartedAt.AddDays(-1) }).AcquireAsync(Cancellation);

        await Lease(self).AcquireAsync(Cancellation);
    }

    [Fact]
    public async Task The_Lease_Of_Another_Machine_Is_Taken_Over_When_It_Is_Not_Renewed_And_Its_Holder_Notices()
    {
        var theirs = Lease(LeaseHolder.ThisProcess() with { Machine = "elsewhere" });
        await theirs.AcquireAsync(Cancellation);
        await AdvanceUntilAsync(Lease(LeaseHolder.ThisProcess()).AcquireAsync(Cancellation));

        var renewing = theirs.RenewAsync(Cancellation);
        await AdvanceUntilAsync(renewing);

        Assert.Contains($"taken by process {Environment.ProcessId}", await renewing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Renewal_That_Gets_No_Answer_Is_Given_Up_And_The_Lease_Is_Lost_When_It_Has_Run_Out()
    {
        var storage = new FaultyStorage();
        var lease = Lease(LeaseHolder.ThisProcess(), storage);
        await lease.AcquireAsync(Cancellation);
        using var asked = new SemaphoreSlim(0);
        storage.Fault = message =>
        {
            asked.Release();
            return Task.Delay(Timeout.Infinite, message.CancellationToken);
        };

        var renewing = lease.RenewAsync(Cancellation);
        time.Advance(Duration / 3);
        await asked.WaitAsync(Cancellation);
        time.Advance(Duration / 3);
        await asked.WaitAsync(Cancellation);
        Assert.False(renewing.IsCompleted);
        time.Advance(Duration / 3);

        Assert.Equal("the storage did not take its renewal for 00:00:15", await renewing);
    }

    [Fact]
    public async Task A_Renewal_Goes_On_After_Its_Answer_Was_Lost_And_The_Look_At_The_Lease_Failed_Too()
    {
        using var stop = new CancellationTokenSource();
        var storage = new FaultyStorage();
        var lease = Lease(LeaseHolder.ThisProcess(), storage);
        await lease.AcquireAsync(Cancellation);
        var table = new TableClient(azurite.ConnectionString, prefix + "Lease");
        await table.UpdateEntityAsync(new TableEntity("lease", "lease"), Azure.ETag.All, cancellationToken: Cancellation);
        var (reads, failed) = (0, new TaskCompletionSource());
        var looked = new TaskCompletionSource();
        storage.Fault = message =>
        {
            if (message.Request.Method == Azure.Core.RequestMethod.Get && ++reads == 1)
            {
                failed.SetResult();
                throw new InvalidDataException("not an answer");
            }

            if (reads == 2)
            {
                looked.TrySetResult();
            }

            return Task.CompletedTask;
        };

        var renewing = lease.RenewAsync(stop.Token);
        await AdvanceUntilAsync(Task.WhenAny(failed.Task, renewing));
        await AdvanceUntilAsync(Task.WhenAny(looked.Task, renewing));

        Assert.False(renewing.IsCompleted);
        await stop.CancelAsync();
        Assert.Null(await renewing);
    }

    [Fact]
    public async Task A_Lease_That_Was_Given_Back_Is_Free()
    {
        var first = Lease(LeaseHolder.ThisProcess() with { Machine = "elsewhere" });
        await first.AcquireAsync(Cancellation);
        await first.ReleaseAsync(Cancellation);

        await Lease(LeaseHolder.ThisProcess()).AcquireAsync(Cancellation);
    }

    [Fact]
    public async Task A_Host_With_The_Engine_Runs_Registered_Code_And_Stops_When_Its_Lease_Is_Lost()
    {
        using var host = BuildHost();
        await host.StartAsync(Cancellation);
        var client = host.Services.GetRequiredService<IOrchestrationClient>();
        await client.ScheduleNewOrchestrationInstanceAsync("Double", "one", 21, Cancellation);
        await host.Services.GetRequiredService<OrchestrationEngine>().WhenIdle().WaitAsync(Cancellation);
        Assert.Equal("42", (await client.GetInstanceAsync("one", Cancellation))!.SerializedOutput);
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await new TableClient(azurite.ConnectionString, prefix + "Lease").DeleteEntityAsync("lease", "lease", cancellationToken: Cancellation);
        await AdvanceUntilAsync(stopping.Task);

        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_Host_Whose_Lease_Nobody_Renews_Any_More_Stops()
    {
        var clock = new BreakableClock();
        using var host = BuildHost(clock: clock);
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        await host.StartAsync(Cancellation);

        clock.IsBroken = true;
        clock.Advance(Duration / 3);

        await stopping.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        await host.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Options_Out_Of_Range_Are_An_Error_At_Start()
    {
        using var host = BuildHost(options => options.TablePrefix = "no-dashes");

        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => host.StartAsync(Cancellation));

        Assert.Contains("TablePrefix", error.Message, StringComparison.Ordinal);
    }

    private EngineLease Lease(LeaseHolder holder, FaultyStorage? storage = null) =>
        new((storage ?? new()).Connect(azurite.ConnectionString), prefix, Duration, holder, time, NullLogger<EngineLease>.Instance);

    private IHost BuildHost(Action<EmbeddedEngineOptions>? change = null, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddSingleton(clock ?? time);
        builder.Services.AddEmbeddedEngine(options =>
            {
                options.ConnectionString = azurite.ConnectionString;
                options.TablePrefix = prefix;
                change?.Invoke(options);
            })
            .AddOrchestrator<int, int>("Double", (context, number) => context.CallActivityAsync(Double.Definition, number))
            .AddActivity<int, int, Double>(Double.Definition);
        return builder.Build();
    }

    /// <summary>Moves the clock in small steps while real storage calls go on, until the work has ended.</summary>
    private async Task AdvanceUntilAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(work, new TableServiceClient(azurite.ConnectionString).GetPropertiesAsync(Cancellation));
        }

        await work;
    }

    private sealed class BreakableClock : FakeTimeProvider
    {
        public bool IsBroken { get; set; }

        public override long GetTimestamp() =>
            IsBroken ? throw new InvalidOperationException("The clock is broken.") : base.GetTimestamp();
    }

    private sealed class Double : IActivity<int, int>
    {
        public static readonly ActivityDefinition<int, int> Definition = new("Double");

        public Task<int> RunAsync(int input, CancellationToken cancellationToken) => Task.FromResult(2 * input);
    }
}
