using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams;
using Workflow.IntegrationTests.Loopback;
using Workflow.IntegrationTests.Teams;
using Workflow.LocalHost.Local.Teams;
using Workflow.Orchestration.Ports;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Inbox;

/// <summary>A host with the local stand-in for Teams and the Teams adapter; the gate behind them is a stub.</summary>
internal sealed class LocalGate : IAsyncDisposable
{
    private readonly WebApplication host;

    private LocalGate(WebApplication host, Uri address, GateStub gate)
    {
        this.host = host;
        Gate = gate;
        Client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    public GateStub Gate { get; }

    public HttpClient Client { get; }

    public IApprovalChannel Channel => host.Services.GetRequiredService<IApprovalChannel>();

    public TeamsOptions Teams => host.Services.GetRequiredService<IOptions<TeamsOptions>>().Value;

    public LocalTeamsUser SaraAtHerInbox => new(Client, Sara.ObjectId!);

    public static async Task<LocalGate> StartAsync(AzuriteFixture azurite, string prefix, string npm = "npm", string? tenant = null)
    {
        var address = new Uri($"http://127.0.0.1:{LoopbackPort.FindFree()}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        if (tenant is not null)
        {
            builder.Configuration["Teams:TenantId"] = tenant;
            builder.Configuration["Teams:AppId"] = "app-1";
            builder.Configuration["Teams:ClientSecret"] = "a secret of the test";
        }

        var gate = new GateStub();
        GateStub.Register(builder.Services, gate);
        builder.Services.AddSingleton(new TableServiceClient(azurite.ConnectionString));
        builder.Services.AddTeams(builder.Configuration.GetSection("Teams"));
        builder.Services.AddLocalTeams(options =>
        {
            options.BaseUrl = address;
            options.TablePrefix = prefix;
            options.Npm = npm;
            options.DataFolder = Path.Combine(AppContext.BaseDirectory, npm);
        });
        var host = builder.Build();
        host.MapLocalTeams();
        host.MapPost("/api/messages", ReceiveAsync);
        await host.StartAsync();
        return new LocalGate(host, address, gate);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        await host.DisposeAsync();
    }

    private static async Task<IResult> ReceiveAsync(HttpRequest request, IChannelReceiver receiver, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        var reply = await receiver.ReceiveAsync(request.Headers.Authorization, isLoopback: true, body.ToArray(), cancellationToken);
        return reply.Json is null ? Results.StatusCode(reply.StatusCode) : Results.Text(reply.Json, "application/json", statusCode: reply.StatusCode);
    }
}
