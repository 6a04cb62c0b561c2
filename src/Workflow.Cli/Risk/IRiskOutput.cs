using Workflow.Core.Risk;

namespace Workflow.Cli.Risk;

/// <summary>Writes what was found in the documents.</summary>
internal interface IRiskOutput
{
    /// <param name="isComplete">Whether every document that was named could be opened.</param>
    void Write(RiskReport report, bool isComplete);
}
