namespace Workflow.LocalHost.Engine.Lease;

/// <summary>Another process runs the engine on the same tables; the message names it and says how to mend it.</summary>
public sealed class EngineLeaseException(string message) : Exception(message);
