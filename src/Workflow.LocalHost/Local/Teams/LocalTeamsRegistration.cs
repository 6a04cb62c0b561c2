using Microsoft.Extensions.Options;
using Workflow.Adapters.Teams;
using Workflow.LocalHost.Local.Teams.Connector;
using Workflow.LocalHost.Local.Teams.Inbox;

namespace Workflow.LocalHost.Local.Teams;

/// <summary>
/// Stands in for Teams where no tenant is configured: a Bot Connector, an authority and an inbox page on this machine, so that the
/// Teams adapter runs unchanged, its token checks included.
/// </summary>
public static class LocalTeamsRegistration
{
    /// <summary>The tenant that the stand-in plays.</summary>
    public const string TenantId = "local";

    /// <summary>
    /// Points the Teams adapter at this host where its configuration names no tenant. Needs a <c>TableServiceClient</c> and a
    /// people directory. Call it after <c>AddTeams</c>.
    /// </summary>
    public static IServiceCollection AddLocalTeams(this IServiceCollection services, Action<LocalTeamsOptions> configure)
    {
        services.AddOptions<LocalTeamsOptions>()
            .Configure(configure)
            .ValidateDataAnnotations()
            .Validate(
                options => options.BaseUrl is { IsAbsoluteUri: true, IsLoopback: true } url && url.AbsoluteUri.EndsWith('/'),
                "The local stand-in for Teams needs a BaseUrl on this machine that ends with '/'.")
            .Validate(
                options => options.Playground is null
                    || (options.Playground is { IsAbsoluteUri: true, IsLoopback: true } url && url.AbsoluteUri.EndsWith('/')),
                "LocalTeams:Playground must be an address on this machine that ends with '/'.")
            .ValidateOnStart();
        services.AddSingleton<LocalAuthority>();
        services.AddSingleton<LocalChats>();
        services.AddSingleton<ChatSignal>();
        services.AddSingleton<LocalConnector>();
        services.AddSingleton<RendererPackage>();
        services.AddSingleton<InvokeSender>();
        services.AddSingleton<InboxPages>();
        services.AddHttpClient(InvokeSender.ClientName, client => client.Timeout = InvokeSender.Patience);
        services.AddOptions<TeamsOptions>().Configure<IOptions<LocalTeamsOptions>, LocalAuthority>((teams, local, authority) =>
        {
            if (string.IsNullOrEmpty(teams.TenantId))
            {
                authority.Describe(teams, local.Value.BaseUrl, local.Value.Playground);
            }
        });
        return services;
    }

    /// <summary>Serves the stand-in under <c>/local</c>, to callers on this machine only.</summary>
    /// <exception cref="InvalidOperationException">A Teams tenant is configured.</exception>
    public static void MapLocalTeams(this IEndpointRouteBuilder app)
    {
        var tenant = app.ServiceProvider.GetRequiredService<IOptions<TeamsOptions>>().Value.TenantId;
        if (tenant is not TenantId)
        {
            throw new InvalidOperationException($"Teams:TenantId is '{tenant}': with a real tenant the local stand-in is not served.");
        }

        var local = app.MapGroup("/local").AddEndpointFilter<ThisMachineOnly>();
        AuthorityEndpoints.Map(local.MapGroup("/teams"));
        ConnectorEndpoints.Map(local.MapGroup("/teams/connector/v3"));
        InboxEndpoints.Map(local.MapGroup("/inbox"));
    }
}
