using Microsoft.Extensions.DependencyInjection;

namespace Workflow.Adapters.Graph;

/// <summary>
/// The HTTP clients of Microsoft Graph and of its tokens. All are kept for the life of the gate, so their connections are renewed instead of
/// their handlers.
/// </summary>
internal static class GraphHttp
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds a client that asks Entra ID for tokens, whose library retries by itself.</summary>
    public static IHttpClientBuilder AddGraphTokenClient(this IServiceCollection services, string name) =>
        services.AddHttpClient(name)
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);

    /// <summary>Adds a client that talks to Microsoft Graph, with its retries.</summary>
    /// <param name="onlyReads">Whether nothing that it sends has an effect, so that any call may be repeated.</param>
    public static void AddGraphClient(this IServiceCollection services, string name, bool onlyReads) =>
        services.AddGraphTokenClient(name)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .AddResilienceHandler("graph", (pipeline, context) =>
                GraphResilience.Configure(pipeline, context.ServiceProvider.GetRequiredService<TimeProvider>(), onlyReads));

    private static SocketsHttpHandler CreateHandler() =>
        new() { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = ConnectionLifetime };
}
