using Workflow.Orchestration.Scheduled;

namespace Workflow.LocalHost.Hosting;

internal static class JobScheduleRegistration
{
    /// <summary>Runs <see cref="ScheduledJobs.All"/> by the clock.</summary>
    public static void AddJobSchedule(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<RetentionOptions>(configuration.GetSection(RetentionOptions.Section));
        services.AddHostedService(provider => new JobSchedule(
            ScheduledJobs.All,
            provider.GetRequiredService<ScheduledJobRunner>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<JobSchedule>>()));
    }
}
