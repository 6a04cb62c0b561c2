using Workflow.LocalHost.Engine.Lease;

namespace Workflow.LocalHost.Engine;

/// <summary>Runs the engine for as long as the host runs and holds the lease.</summary>
internal sealed partial class EmbeddedEngineService(
    OrchestrationEngine engine, EngineLease lease, IHostApplicationLifetime lifetime, ILogger<EmbeddedEngineService> logger)
    : IHostedService, IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private Task holding = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await lease.AcquireAsync(cancellationToken);
        holding = HoldAsync();
        await engine.StartAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await engine.StopAsync(cancellationToken);
        await stopping.CancelAsync();
        await holding;
        await lease.ReleaseAsync(cancellationToken);
    }

    public void Dispose() => stopping.Dispose();

    /// <summary>Without a lease, or without anybody who renews it, another process may write the same instances.</summary>
    private async Task HoldAsync()
    {
        try
        {
            if (await lease.RenewAsync(stopping.Token) is { } reason)
            {
                Log.LeaseLost(logger, reason);
                End();
            }
        }
        catch (Exception exception)
        {
            Log.NotRenewed(logger, exception);
            End();
        }
    }

    private void End()
    {
        try
        {
            engine.Abort();
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The engine lost its lease: {Reason}. It stops at once, and the host stops")]
        public static partial void LeaseLost(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Critical, "The engine's lease is not renewed any more. The engine stops at once, and the host stops")]
        public static partial void NotRenewed(ILogger logger, Exception exception);
    }
}
