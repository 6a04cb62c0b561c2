using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.Api.Access;
using Workflow.Api.Console;
using Workflow.Api.Decisions;
using Workflow.Api.Deployments;
using Workflow.Api.Health;
using Workflow.Api.Messages;
using Workflow.Api.Policy;
using Workflow.Api.Routing;
using Workflow.Api.Webhooks;
using Workflow.Orchestration.Ports;

namespace Workflow.Api;

/// <summary>Adds the HTTP surface to a host.</summary>
public static class GateApiRegistration
{
    /// <summary>
    /// Registers the handlers. The host adds the deployment review and brings the ports: <c>IReviewStore</c>, <c>IAuditLog</c>,
    /// <c>IDeliveryLog</c>, <c>IDocumentStore</c>, <c>IBreakGlassStore</c>, <c>IFrictionControlStore</c>, <c>IIncidentStore</c>,
    /// <c>IOrchestrationClient</c>, <c>IPeopleDirectory</c>, <c>IDecisionLinks</c>, any number of <c>IFrictionControls</c> and
    /// <c>IWebhookReceiver</c> and, where reviewers are asked in a channel that calls back, an <c>IChannelReceiver</c>; where there are
    /// pictures of people, an <c>IPersonPhotos</c>. Health checks that it adds appear in <c>/readyz</c>.
    /// </summary>
    /// <param name="ownsSocket">
    /// Whether the host accepts connections itself, so that it can tell callers on this machine from others.
    /// </param>
    public static IServiceCollection AddGateApi(this IServiceCollection services, bool ownsSocket = false)
    {
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton<IValidateOptions<AccessOptions>, DecisionLinksAccessValidator>();
        services.TryAddSingleton(HostPlatform.Read(Environment.GetEnvironmentVariable));
        services.TryAddSingleton(new HostSocket(ownsSocket));
        services.TryAddSingleton<AccessCheck>();
        services.TryAddSingleton<IDecisionPage, DecisionPageAccess>();
        services.AddOptions<GateApiOptions>().BindConfiguration(GateApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddHealthChecks();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddTransient<GateLinks>();
        services.TryAddTransient<ForgeryCheck>();
        services.TryAddTransient<WebhookEndpoint>();
        services.TryAddTransient<MessageEndpoint>();
        services.TryAddTransient<HealthEndpoint>();
        services.TryAddTransient<DeploymentEndpoint>();
        services.TryAddTransient<BreakGlassEndpoint>();
        services.TryAddTransient<DecisionEndpoint>();
        services.TryAddTransient<PolicyEndpoint>();
        services.TryAddTransient<FrictionEndpoint>();
        services.TryAddTransient<PageRenderer>();
        services.TryAddTransient<ConsoleEndpoint>();
        services.TryAddTransient<PhotoEndpoint>();
        services.TryAddSingleton<IPersonPhotos, NoPhotos>();
        services.TryAddTransient<FallbackEndpoint>();
        return services;
    }

    /// <summary>
    /// Maps <see cref="GateRoutes"/>. Routes that the host maps itself come before the surface's answer to unknown paths.
    /// </summary>
    public static void MapGate(this IEndpointRouteBuilder endpoints)
    {
        foreach (var route in GateRoutes.All)
        {
            string[] methods = HttpMethods.IsGet(route.Method) ? [route.Method, HttpMethods.Head] : [route.Method];
            endpoints.MapMethods(route.Template, methods, Run(route)).WithName(route.Name);
        }

        endpoints.Map(GateRoutes.Unmatched.Template, Run(GateRoutes.Unmatched)).WithOrder(int.MaxValue);
    }

    private static RequestDelegate Run(GateRoute route) => async context =>
    {
        var result = await route.HandleAsync(context);
        await result.ExecuteAsync(context);
    };
}
