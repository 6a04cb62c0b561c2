namespace Workflow.Adapters.Documents;

/// <summary>A file of the repository whose content changes.</summary>
/// <param name="Path">Path in the repository with '/' as separator; for a rename the new one.</param>
/// <param name="Before">Opens it as it was, at its start; null where it is added.</param>
/// <param name="After">Opens it as it will be, at its start; null where it is deleted.</param>
public sealed record ChangedDocument(string Path, Func<Stream>? Before, Func<Stream>? After);
