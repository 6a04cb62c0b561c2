using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Workflow.LocalHost.Engine;
using Workflow.LocalHost.Engine.History;
using Workflow.LocalHost.Engine.Replay;
using Workflow.Orchestration;

namespace Workflow.Tests.Orchestration.Histories;

/// <summary>Orchestrations run for days: those that an earlier version of the code began must go on under this one.</summary>
public sealed class HistoryReplayTests
{
    private const string WhatToDo =
        "Instances that run while this version is installed would fail. Undo the change of order; or keep the old orchestrator under its "
        + "name, give the changed one a new versioned name (such as DeploymentReview_2), and let its entry in OrchestratorCatalogue point "
        + "at it: see there. Never record this file anew.";

    private static readonly EngineRegistry Registry = RegisterAll();

    public static TheoryData<string> Files => [.. RecordedHistory.All];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_Recorded_History_Goes_On_To_Its_Recorded_End(string file)
    {
        var history = RecordedHistory.Read(file);
        var code = Registry.FindOrchestrator(history.Orchestrator);
        Assert.True(code is not null, $"{file}: no orchestrator has the name {history.Orchestrator} any more. {WhatToDo}");
        var execution = new Execution(history.InstanceId, 0, code!, NullLoggerFactory.Instance, () => { });

        var failure = Record.Exception(() => execution.Replay([.. history.Events.SkipLast(1)]));

        Assert.True(failure is null, $"{file}: {failure?.Message} {WhatToDo}");
        var ended = execution.Ending() as ExecutionCompleted;
        Assert.True(ended is not null, $"{file}: the code does not come to an end where it did before. {WhatToDo}");
        var recorded = Assert.IsType<ExecutionCompleted>(history.Events[^1]).Output;
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(recorded), JsonNode.Parse(ended!.Output)),
            $"{file}: the code ends with {ended.Output}, and ended with {recorded} before. {WhatToDo}");
    }

    [Fact]
    public void Every_Orchestrator_Has_Recorded_Histories() => Assert.Empty(
        Registry.OrchestratorNames.Except(RecordedHistory.All.Select(file => RecordedHistory.Read(file).Orchestrator)));

    [Fact]
    public void No_Two_Orchestrators_Share_A_Name() => Assert.Equal(Definitions().Length, Registry.OrchestratorNames.Count());

    private static FieldInfo[] Definitions() => typeof(OrchestratorCatalogue).GetFields(BindingFlags.Public | BindingFlags.Static);

    private static EngineRegistry RegisterAll()
    {
        var registry = new EngineRegistry();
        var add = typeof(EngineRegistry).GetMethod(nameof(EngineRegistry.AddOrchestrator))!;
        foreach (var field in Definitions())
        {
            var definition = field.GetValue(null)!;
            add.MakeGenericMethod(field.FieldType.GetGenericArguments()).Invoke(
                registry,
                [
                    definition.GetType().GetProperty("Name")!.GetValue(definition),
                    definition.GetType().GetProperty("RunAsync")!.GetValue(definition),
                ]);
        }

        return registry;
    }
}
