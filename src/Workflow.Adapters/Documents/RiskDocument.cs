namespace Workflow.Adapters.Documents;

/// <summary>A document to read for risks.</summary>
/// <param name="Name">As a reviewer knows it: a file's name, or its path in the repository with <c>/</c> between folders.</param>
/// <param name="Open">Opens it as often as it is needed, each time at its start. The reader closes what it opened.</param>
public sealed record RiskDocument(string Name, Func<Stream> Open);
