using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.DecisionLinks;

public static class DecisionLinksRegistration
{
    /// <summary>The signed links of mails.</summary>
    /// <param name="section">Bound to <see cref="DecisionLinksOptions"/>.</param>
    public static IServiceCollection AddDecisionLinks(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptionsWithValidateOnStart<DecisionLinksOptions>().Bind(section);
        services.AddSingleton<IValidateOptions<DecisionLinksOptions>, DecisionLinksOptionsValidator>();
        return services.AddSingleton<IDecisionLinks, SignedLinks>();
    }
}
