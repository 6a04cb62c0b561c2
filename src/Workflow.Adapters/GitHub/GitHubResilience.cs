using System.Globalization;
using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Workflow.Adapters.GitHub;

/// <summary>
/// Repeats calls that only read, as long as GitHub asks for in its rate limits (docs.github.com, "Rate limits for the REST API").
/// Longer waits than a minute are left to whoever runs the activity again.
/// </summary>
internal static class GitHubResilience
{
    private const int Retries = 3;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>How long a call may take with all of its repetitions.</summary>
    public static TimeSpan TotalTimeout(GitHubOptions options) => (Retries + 1) * (options.RequestTimeout + LongestWait);

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, GitHubOptions options, TimeProvider time)
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = Retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            ShouldRetryAfterHeader = false,
            ShouldHandle = args => ValueTask.FromResult(IsWorthRetrying(args.Outcome, time)),
            DelayGenerator = args => ValueTask.FromResult(args.Outcome.Result is { } response ? RequestedWait(response, time) : null),
        };
        retry.DisableForUnsafeHttpMethods();
        pipeline.AddRetry(retry).AddTimeout(options.RequestTimeout);
    }

    private static bool IsWorthRetrying(Outcome<HttpResponseMessage> outcome, TimeProvider time)
    {
        if (outcome.Result is not { } response)
        {
            return outcome.Exception is HttpRequestException or TimeoutRejectedException;
        }

        var isTransient = (int)response.StatusCode >= 500
            || response.StatusCode is HttpStatusCode.RequestTimeout
            || IsRateLimited(response);
        return isTransient && (RequestedWait(response, time) ?? TimeSpan.Zero) <= LongestWait;
    }

    private static bool IsRateLimited(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TooManyRequests
        || (response.StatusCode is HttpStatusCode.Forbidden
            && (response.Headers.RetryAfter is not null || Header(response, "x-ratelimit-remaining") is "0"));

    /// <summary>The wait that the answer asks for; null where it leaves it to the caller.</summary>
    private static TimeSpan? RequestedWait(HttpResponseMessage response, TimeProvider time)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ when !IsRateLimited(response) => null,
            _ => (ResetTime(response) - time.GetUtcNow()) ?? LongestWait,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static DateTimeOffset? ResetTime(HttpResponseMessage response) =>
        int.TryParse(Header(response, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
