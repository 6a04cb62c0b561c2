using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Workflow.Adapters.Graph;

/// <summary>
/// Asks again when Graph is too busy, no sooner than it says (learn.microsoft.com, "Microsoft Graph throttling guidance"). Longer waits
/// than half a minute are left to whoever runs the activity again.
/// </summary>
internal static class GraphResilience
{
    private const int Retries = 3;

    /// <summary>By how much of itself a wait is made longer at most, so that not all who were refused come back at once.</summary>
    private const double Jitter = 0.2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(15);

    /// <param name="onlyReads">
    /// Whether a call may be repeated whose answer is lost. One that writes is asked again only where Graph says that it did nothing.
    /// </param>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeProvider time, bool onlyReads = true)
    {
        pipeline.TimeProvider = time;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            ShouldRetryAfterHeader = false,
            ShouldHandle = args => ValueTask.FromResult(IsWorthRetrying(args.Outcome, time, onlyReads)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } response ? RequestedWait(response, time) : null),
        }).AddTimeout(AttemptTimeout);
    }

    public static bool IsThrottled(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>The wait that the answer asks for and a little more; null where it asks for none.</summary>
    public static TimeSpan? RequestedWait(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return wait switch
        {
            null => null,
            { } past when past < TimeSpan.Zero => TimeSpan.Zero,
            { } longer when longer > LongestWait => longer,
            { } asked => asked * (1 + (Random.Shared.NextDouble() * Jitter)),
        };
    }

    /// <returns>False where the answer asks for more than the longest wait.</returns>
    public static async Task<bool> TryWaitAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var wait = RequestedWait(response, time) ?? TimeSpan.FromSeconds(1 + Random.Shared.NextDouble());
        if (IsTooLong(wait))
        {
            return false;
        }

        await Task.Delay(wait, time, cancellationToken);
        return true;
    }

    private static bool IsWorthRetrying(Outcome<HttpResponseMessage> outcome, TimeProvider time, bool onlyReads) =>
        outcome.Result is { } response
            ? IsThrottled(response.StatusCode)
                && (onlyReads || response.StatusCode is not HttpStatusCode.GatewayTimeout)
                && !IsTooLong(RequestedWait(response, time) ?? TimeSpan.Zero)
            : onlyReads && outcome.Exception is (HttpRequestException or TimeoutRejectedException);

    private static bool IsTooLong(TimeSpan wait) => wait > LongestWait * (1 + Jitter);
}
