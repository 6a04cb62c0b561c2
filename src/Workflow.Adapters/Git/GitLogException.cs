namespace Workflow.Adapters.Git;

/// <summary>A range of commits cannot be read; the message says what, where, and how to mend it.</summary>
public sealed class GitLogException(string message, Exception? cause = null) : Exception(message, cause);
