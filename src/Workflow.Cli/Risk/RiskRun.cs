using Workflow.Adapters.Documents;
using Workflow.Cli.Commands;
using Workflow.Cli.Terminal;
using Workflow.Core.Risk;

namespace Workflow.Cli.Risk;

/// <summary>Reads documents for risks and writes what was found.</summary>
/// <param name="minimum">Findings below it are neither written nor counted.</param>
/// <param name="radius">What depends on the changed service; null where nobody asked.</param>
internal sealed class RiskRun(IRiskOutput output, Problems problems, RiskSeverity minimum, BlastRadius? radius)
{
    private readonly RiskCollector risk = new();

    /// <returns>The exit code.</returns>
    public int Run(IReadOnlyList<DocumentFile> documents, WorkMeter meter, CancellationToken cancellationToken)
    {
        var before = 0L;
        foreach (var document in documents)
        {
            try
            {
                DocumentReader.Read(document.ToDocument(meter, before, cancellationToken), risk);
                before += document.Length;
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                problems.Add($"'{document.Name}' cannot be read: {unreadable.Message}");
            }
        }

        foreach (var finding in radius is null ? [] : ServiceRules.Judge(radius))
        {
            risk.Add(finding);
        }

        var report = Relevant(risk.ToReport());
        output.Write(report, isComplete: problems.Count == 0);
        return ExitCode.Of(problems.Count > 0, report.Count > 0);
    }

    private RiskReport Relevant(RiskReport report) => report with
    {
        Findings = [.. report.Findings.Where(finding => finding.Severity >= minimum)],
        Counts = report.Counts.Where(count => count.Key >= minimum).ToDictionary(),
        BlastRadius = radius,
    };
}
