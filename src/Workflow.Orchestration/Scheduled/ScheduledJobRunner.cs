using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workflow.Orchestration.Scheduled;

/// <summary>Runs a job once, in a scope and a trace of its own.</summary>
public sealed partial class ScheduledJobRunner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ScheduledJobRunner> logger)
{
    /// <summary>A failure is logged and thrown on, so that a host that counts failures sees it.</summary>
    public async Task RunAsync(ScheduledJob job, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Source.StartActivity($"job {job.Name}");
        var begun = clock.GetTimestamp();
        Log.Begins(logger, job.Name);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IScheduledJob)scope.ServiceProvider.GetRequiredService(job.JobType)).RunAsync(cancellationToken);
            Log.Ended(logger, job.Name, clock.GetElapsedTime(begun));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            Log.Failed(logger, failure, job.Name, clock.GetElapsedTime(begun));
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Job {Job} begins")]
        public static partial void Begins(ILogger logger, string job);

        [LoggerMessage(2, LogLevel.Information, "Job {Job} ended after {Elapsed}")]
        public static partial void Ended(ILogger logger, string job, TimeSpan elapsed);

        [LoggerMessage(3, LogLevel.Error, "Job {Job} failed after {Elapsed}")]
        public static partial void Failed(ILogger logger, Exception failure, string job, TimeSpan elapsed);
    }
}
