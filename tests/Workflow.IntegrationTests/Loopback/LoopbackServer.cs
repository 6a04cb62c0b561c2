using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workflow.IntegrationTests.Loopback;

/// <summary>An outside system on a free port of 127.0.0.1: records every request, then lets the handler answer it.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication host;
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();

    private LoopbackServer(Func<HttpContext, ReceivedRequest, Task> handler)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        host = builder.Build();
        host.Run(async context =>
        {
            var received = await ReceivedRequest.ReadAsync(context.Request);
            requests.Enqueue(received);
            await handler(context, received);
        });
    }

    /// <summary>Ends with a slash.</summary>
    public Uri Address => new(host.Urls.Single() + "/");

    /// <summary>What came in, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, ReceivedRequest, Task> handler)
    {
        var server = new LoopbackServer(handler);
        await server.host.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
    }
}
