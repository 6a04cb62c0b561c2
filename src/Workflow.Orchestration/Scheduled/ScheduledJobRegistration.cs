using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Workflow.Orchestration.Scheduled;

internal static class ScheduledJobRegistration
{
    public static void AddScheduledJobs(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptions>();
        services.AddSingleton<ScheduledJobRunner>();
        foreach (var job in ScheduledJobs.All)
        {
            services.AddTransient(job.JobType);
        }
    }
}
