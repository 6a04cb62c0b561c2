using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Documents.Gate;

public static class RiskAnalysisRegistration
{
    /// <summary>Adds the analysis of risk. It needs a document store, the change sources and a service catalogue.</summary>
    /// <param name="configuration">Section with <see cref="RiskAnalysisOptions"/>.</param>
    public static IServiceCollection AddRiskAnalysis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptionsWithValidateOnStart<RiskAnalysisOptions>().Bind(configuration).ValidateDataAnnotations();

        // The loggers of clients tell whole URLs, and those of documents hold signatures.
        services.AddHttpClient(DocumentDownload.HttpClientName)
            .RemoveAllLoggers()
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = provider.GetRequiredService<IOptions<RiskAnalysisOptions>>().Value.DownloadTimeout;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("deployment-review-gate");
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .AddResilienceHandler("documents", DocumentDownload.ConfigureResilience);
        return services
            .AddSingleton<DocumentDownload>()
            .AddSingleton<AttachedDocuments>()
            .AddSingleton<ArchivedDocuments>()
            .AddSingleton<ChangedFiles>()
            .AddSingleton<IRiskAnalysis, RiskAnalysis>();
    }
}
