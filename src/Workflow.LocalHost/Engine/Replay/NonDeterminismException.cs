namespace Workflow.LocalHost.Engine.Replay;

/// <summary>On replay the orchestrator's code did something else than its history says.</summary>
internal sealed class NonDeterminismException(string history, string code) : Exception(
    $"The orchestrator is not deterministic: history says '{history}', the code did '{code}'. "
    + "Take time, identifiers and effects from the context only, and give changed code a new orchestrator name.");
