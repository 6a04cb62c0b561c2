using System.Text.Json;
using Workflow.LocalHost.Engine.Replay;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Engine;

/// <summary>An activity's code: reads its input and returns its output as JSON.</summary>
internal delegate Task<string> ActivityCode(IServiceProvider services, string input, CancellationToken cancellationToken);

/// <summary>The orchestrators and activities that the engine can run, by name.</summary>
internal sealed class EngineRegistry
{
    private readonly Dictionary<string, OrchestratorCode> orchestrators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityCode> activities = new(StringComparer.Ordinal);

    public IEnumerable<string> OrchestratorNames => orchestrators.Keys;

    public IEnumerable<string> ActivityNames => activities.Keys;

    public OrchestratorCode? FindOrchestrator(string name) => orchestrators.GetValueOrDefault(name);

    public ActivityCode? FindActivity(string name) => activities.GetValueOrDefault(name);

    public void AddOrchestrator<TInput, TOutput>(string name, Func<IOrchestrationContext, TInput, Task<TOutput>> run) =>
        orchestrators.Add(name, async (context, json) =>
        {
            var input = JsonSerializer.Deserialize<TInput>(json, WorkflowJson.Options)!;
            return JsonSerializer.Serialize(await run(context, input), WorkflowJson.Options);
        });

    public void AddActivity<TInput, TOutput>(
        ActivityDefinition<TInput, TOutput> definition, Func<IServiceProvider, IActivity<TInput, TOutput>> resolve) =>
        activities.Add(definition.Name, async (services, json, cancellationToken) =>
        {
            var input = JsonSerializer.Deserialize<TInput>(json, WorkflowJson.Options)!;
            var output = await resolve(services).RunAsync(input, cancellationToken);
            return JsonSerializer.Serialize(output, WorkflowJson.Options);
        });
}
