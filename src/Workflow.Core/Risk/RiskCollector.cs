namespace Workflow.Core.Risk;

/// <summary>
/// Takes findings one by one and keeps the worst: a plan that deletes a hundred thousand resources must not fill the memory.
/// All are counted.
/// </summary>
/// <param name="capacity">The most findings that are kept, 1 or more.</param>
public sealed class RiskCollector(int capacity = RiskCollector.DefaultCapacity)
{
    public const int DefaultCapacity = 500;

    private readonly SortedSet<(RiskFinding Finding, int Number)> kept = new(WorstFirst.Instance);
    private readonly Dictionary<RiskSeverity, int> counts = [];
    private readonly List<ReadDocument> documents = [];
    private readonly SortedSet<string> rules = new(StringComparer.Ordinal);
    private int irreversible;
    private int taken;

    public void Add(RiskFinding finding) => Keep(finding, taken);

    /// <summary>Takes a finding that sums up others: it stands before all of its weight, so that it is never left out for them.</summary>
    public void AddSummary(RiskFinding finding) => Keep(finding, int.MinValue + taken);

    public void Add(ReadDocument document) => documents.Add(document);

    public RiskReport ToReport() => new([.. kept.Select(entry => entry.Finding)], counts, documents)
    {
        Rules = [.. rules],
        IrreversibleCount = irreversible,
    };

    private void Keep(RiskFinding finding, int number)
    {
        taken++;
        counts[finding.Severity] = counts.GetValueOrDefault(finding.Severity) + 1;
        rules.Add(finding.Rule);
        irreversible += finding.IsReversible ? 0 : 1;
        kept.Add((finding, number));
        if (kept.Count > capacity)
        {
            kept.Remove(kept.Max);
        }
    }

    /// <summary>The most severe first, of equal ones the irreversible first, then in the order in which they came.</summary>
    private sealed class WorstFirst : IComparer<(RiskFinding Finding, int Number)>
    {
        public static readonly WorstFirst Instance = new();

        public int Compare((RiskFinding Finding, int Number) x, (RiskFinding Finding, int Number) y)
        {
            var severity = y.Finding.Severity.CompareTo(x.Finding.Severity);
            var reversible = severity != 0 ? severity : x.Finding.IsReversible.CompareTo(y.Finding.IsReversible);
            return reversible != 0 ? reversible : x.Number.CompareTo(y.Number);
        }
    }
}
