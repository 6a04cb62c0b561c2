namespace Workflow.Core.Risk;

/// <summary>What a change can break.</summary>
/// <param name="Findings">
/// The worst first, at most <see cref="RiskCollector.DefaultCapacity"/> unless the collector was given another number.
/// </param>
/// <param name="Counts">How many findings there are of each severity, including those that <paramref name="Findings"/> leaves out.</param>
/// <param name="Documents">What was read.</param>
public sealed record RiskReport(
    IReadOnlyList<RiskFinding> Findings,
    IReadOnlyDictionary<RiskSeverity, int> Counts,
    IReadOnlyList<ReadDocument> Documents)
{
    public static readonly RiskReport Empty = new([], new Dictionary<RiskSeverity, int>(), []);

    /// <summary>The ids of the rules that found something, including those whose findings <see cref="Findings"/> leaves out.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [.. Findings.Select(finding => finding.Rule).Distinct()];

    /// <summary>
    /// How many findings are about something that cannot be undone, including those that <see cref="Findings"/> leaves out.
    /// </summary>
    public int IrreversibleCount { get; init; } = Findings.Count(finding => !finding.IsReversible);

    /// <summary>Whether something of great worth can be lost for good.</summary>
    public bool IsCriticalForGood => Findings.Any(finding => finding is { Severity: RiskSeverity.Critical, IsReversible: false });

    /// <summary>What depends on the changed service; null where no service catalogue tells.</summary>
    public BlastRadius? BlastRadius { get; init; }

    /// <summary>The highest severity found; null where nothing was.</summary>
    public RiskSeverity? Highest => Findings.Count == 0 ? null : Findings.Max(finding => finding.Severity);

    public int Count => Counts.Values.Sum();
}

/// <summary>A document that was read for risks.</summary>
/// <param name="Kind">Its format, such as <c>terraform-plan</c>; <c>unknown</c> where no format fits.</param>
public sealed record ReadDocument(string Name, string Kind);
