namespace Workflow.Adapters.Graph;

/// <summary>Microsoft Graph did not tell what the gate has to know about people. The message says what, why and how to mend it.</summary>
public sealed class GraphUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
