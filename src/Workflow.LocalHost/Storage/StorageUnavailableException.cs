namespace Workflow.LocalHost.Storage;

/// <summary>The configured storage does not answer and could not be started; the message says how to mend it.</summary>
public sealed class StorageUnavailableException(string message, Exception? innerException = null)
    : Exception(message, innerException);
