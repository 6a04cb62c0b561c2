using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Tables;

public static class TablesRegistration
{
    /// <summary>
    /// Reviews, audit trails, deliveries, documents and break-glasses in Azure Tables, with the health check
    /// <see cref="StorageHealthCheck.Name"/>. A <see cref="Azure.Data.Tables.TableServiceClient"/> that is registered already is used as it
    /// is.
    /// </summary>
    /// <param name="section">Bound to <see cref="StorageOptions"/>.</param>
    public static IServiceCollection AddTableStores(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<StorageOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.CreateClient());
        services.AddSingleton<GateTables>();
        services.AddHostedService(provider => provider.GetRequiredService<GateTables>());
        services.AddSingleton<IReviewStore, TableReviewStore>();
        services.AddSingleton<IAuditLog, TableAuditLog>();
        services.AddSingleton<IDeliveryLog, TableDeliveryLog>();
        services.AddSingleton<IDocumentStore, TableDocumentStore>();
        services.AddSingleton<IBreakGlassStore, TableBreakGlasses>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>(StorageHealthCheck.Name, tags: ["ready"]);
        return services;
    }
}
