using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Adapters.Documents.Gate;
using Workflow.Core.Deployments;
using Workflow.Core.Services;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Documents;

/// <summary>The analysis of risk as a host registers it, without a service catalogue and without documents of its own.</summary>
internal static class AnalysisAlone
{
    /// <param name="configuration">With the section <c>Risk</c>.</param>
    public static IServiceCollection AddAnalysisAlone(this IServiceCollection services, IConfiguration configuration) => services
        .AddRiskAnalysis(configuration.GetSection("Risk"))
        .AddSingleton<IServiceCatalogueSource, NoCatalogue>()
        .AddSingleton<IDocumentStore, NoDocuments>();

    private sealed class NoCatalogue : IServiceCatalogueSource
    {
        public Task<ServiceCatalogue?> GetAsync(CancellationToken cancellationToken) => Task.FromResult<ServiceCatalogue?>(null);
    }

    private sealed class NoDocuments : IDocumentStore
    {
        public Task AddAsync(DeploymentId deployment, DocumentContent document, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<byte[]?> FindAsync(DeploymentId deployment, string name, CancellationToken cancellationToken) => Task.FromResult<byte[]?>(null);

        public Task RemoveAsync(DeploymentId deployment, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
