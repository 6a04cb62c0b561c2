using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>How many commits there are of each kind, and how many each tool took part in.</summary>
internal sealed class DetectionTotals
{
    private readonly SortedDictionary<string, int> tools = new(StringComparer.Ordinal);
    private readonly int[] kinds = new int[Enum.GetValues<ProvenanceKind>().Length];

    public int Commits { get; private set; }

    /// <summary>By the id of the tool, the most used first.</summary>
    public IEnumerable<KeyValuePair<string, int>> Tools => tools.OrderByDescending(tool => tool.Value);

    public bool HasFindings => this[ProvenanceKind.None] < Commits;

    public int this[ProvenanceKind kind] => kinds[(int)kind];

    public void Add(CommitProvenance provenance)
    {
        Commits++;
        kinds[(int)provenance.Kind]++;
        foreach (var tool in provenance.Tools)
        {
            tools[tool.Id] = tools.GetValueOrDefault(tool.Id) + 1;
        }
    }

    /// <summary>From 0 to 1; 0 where there are no commits.</summary>
    public double ShareOf(ProvenanceKind kind) => Commits == 0 ? 0 : (double)this[kind] / Commits;
}
