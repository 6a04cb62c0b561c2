using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Workflow.Adapters.Teams.Connector;

/// <summary>
/// Retries what Microsoft documents as worth it (learn.microsoft.com, "Optimize your bot with rate limiting in Teams"): 412, 429, 502,
/// 503 and 504. Anything else would be refused again, or could deliver a message twice.
/// </summary>
internal static class ConnectorRetry
{
    private const int MaxAttempts = 3;

    private static readonly HttpStatusCode[] Passing =
    [
        HttpStatusCode.PreconditionFailed,
        HttpStatusCode.TooManyRequests,
        HttpStatusCode.BadGateway,
        HttpStatusCode.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout,
    ];

    public static void Add(IHttpClientBuilder client) =>
        client.AddResilienceHandler("retry", (pipeline, context) =>
        {
            var delay = context.ServiceProvider.GetRequiredService<IOptions<TeamsOptions>>().Value.RetryDelay;
            pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = MaxAttempts,
                Delay = delay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = true,
                ShouldHandle = attempt =>
                    ValueTask.FromResult(attempt.Outcome.Result is { } response && Passing.Contains(response.StatusCode)),
            });
        });
}
