namespace Workflow.Adapters.Documents.Gate;

/// <summary>
/// A document cannot be had, and trying again will not help. The message is a sentence without a full stop and without secrets.
/// </summary>
internal sealed class DocumentUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
