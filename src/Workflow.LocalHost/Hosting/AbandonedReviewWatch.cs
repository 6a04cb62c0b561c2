using System.Threading.Channels;
using Workflow.LocalHost.Engine;
using Workflow.Orchestration.Intake;

namespace Workflow.LocalHost.Hosting;

/// <summary>
/// Has deployments answered whose orchestration failed: those found at the start, and those that fail while the host runs.
/// </summary>
internal sealed partial class AbandonedReviewWatch(
    OrchestrationEngine engine, AbandonedReviews reviews, TimeProvider clock, ILogger<AbandonedReviewWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMinutes(1);

    private readonly Channel<string> failed = Channel.CreateUnbounded<string>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        engine.InstanceFailed += instanceId => failed.Writer.TryWrite(instanceId);
        await RepeatAsync(reviews.SweepAsync, stoppingToken);
        await foreach (var instanceId in failed.Reader.ReadAllAsync(stoppingToken))
        {
            await RepeatAsync(token => reviews.AnswerAsync(instanceId, token), stoppingToken);
        }
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> look, CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await look(stoppingToken);
                return;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.LookFailed(logger, exception);
                await Task.Delay(BetweenAttempts, clock, stoppingToken);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Abandoned reviews could not be looked for; trying again in a minute")]
        public static partial void LookFailed(ILogger logger, Exception exception);
    }
}
