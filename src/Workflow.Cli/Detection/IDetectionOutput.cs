namespace Workflow.Cli.Detection;

/// <summary>Writes what was found, one commit after the other, so that their number does not matter.</summary>
internal interface IDetectionOutput
{
    void Add(JudgedCommit judged);

    /// <summary>Called once, also where the work was stopped or failed half-way.</summary>
    /// <param name="isComplete">Whether every commit was read.</param>
    void Finish(DetectionTotals totals, bool isComplete);
}
