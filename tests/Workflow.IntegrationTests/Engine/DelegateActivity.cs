using Workflow.LocalHost.Engine;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Engine;

internal sealed class DelegateActivity<TInput, TOutput>(Func<TInput, CancellationToken, Task<TOutput>> run) : IActivity<TInput, TOutput>
{
    public Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken) => run(input, cancellationToken);
}

internal static class DelegateActivities
{
    public static EngineRegistry Add<TInput, TOutput>(
        this EngineRegistry registry, ActivityDefinition<TInput, TOutput> definition, Func<TInput, CancellationToken, Task<TOutput>> run)
    {
        registry.AddActivity(definition, _ => new DelegateActivity<TInput, TOutput>(run));
        return registry;
    }

    public static EngineRegistry Add<TInput, TOutput>(
        this EngineRegistry registry, string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run)
    {
        registry.AddOrchestrator(name, run);
        return registry;
    }
}
