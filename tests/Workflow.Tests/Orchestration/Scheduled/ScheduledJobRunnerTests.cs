using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflow.Orchestration;
using Workflow.Orchestration.Scheduled;
using Workflow.Tests.Api;

namespace Workflow.Tests.Orchestration.Scheduled;

public sealed class ScheduledJobRunnerTests : IDisposable
{
    private static readonly ScheduledJob Job = new("DoSomething", "0 0 * * * *", typeof(ProbeJob));

    private readonly LogLines log = new();
    private readonly Probe probe = new();
    private readonly ServiceProvider services;

    public ScheduledJobRunnerTests() => services = new ServiceCollection()
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
        .AddSingleton(TimeProvider.System)
        .AddSingleton(probe)
        .AddScoped<Scope>()
        .AddTransient<ProbeJob>()
        .AddSingleton<ScheduledJobRunner>()
        .BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_Run_Has_A_Scope_And_A_Trace_Of_Its_Own_And_Is_Logged()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);

        await services.GetRequiredService<ScheduledJobRunner>().RunAsync(Job, Cancellation);
        await services.GetRequiredService<ScheduledJobRunner>().RunAsync(Job, Cancellation);

        Assert.Equal(2, probe.Scopes.Distinct().Count());
        Assert.All(probe.Scopes, scope => Assert.True(scope.IsDisposed));
        Assert.Equal(["job DoSomething", "job DoSomething"], probe.Traces);
        Assert.Contains(log.Lines, line => line.StartsWith("Debug: Job DoSomething begins", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("Information: Job DoSomething ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_Failure_Is_Logged_And_Thrown_On()
    {
        probe.Failure = new IOException("broken");

        var thrown = await Assert.ThrowsAsync<IOException>(
            () => services.GetRequiredService<ScheduledJobRunner>().RunAsync(Job, Cancellation));

        Assert.Same(probe.Failure, thrown);
        Assert.Contains(log.Lines, line => line.StartsWith("Error: Job DoSomething failed", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_Job_Has_A_Name_Of_Its_Own_And_Is_A_Job()
    {
        Assert.Distinct(ScheduledJobs.All.Select(job => job.Name));
        Assert.All(ScheduledJobs.All, job => Assert.True(job.JobType.IsAssignableTo(typeof(IScheduledJob))));
    }

    [Fact]
    public void Every_Job_Is_Registered()
    {
        var registered = new ServiceCollection().AddDeploymentReview();

        Assert.All(ScheduledJobs.All, job => Assert.Contains(registered, service => service.ServiceType == job.JobType));
    }

    public void Dispose() => services.Dispose();

    private sealed class Probe
    {
        public List<Scope> Scopes { get; } = [];

        public List<string?> Traces { get; } = [];

        public Exception? Failure { get; set; }
    }

    private sealed class Scope : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class ProbeJob(Probe probe, Scope scope) : IScheduledJob
    {
        public Task RunAsync(CancellationToken cancellationToken)
        {
            probe.Scopes.Add(scope);
            probe.Traces.Add(Activity.Current?.OperationName);
            return probe.Failure is { } failure ? Task.FromException(failure) : Task.CompletedTask;
        }
    }
}
