namespace Workflow.Core.Provenance;

/// <summary>Collects the evidence about one commit, and says what it comes to.</summary>
internal sealed class EvidenceList(string sha)
{
    /// <summary>A squash merge repeats the same few lines; a message that holds more different ones proves nothing more by them.</summary>
    private const int Capacity = 20;

    private readonly List<ProvenanceEvidence> evidence = [];
    private readonly List<AiTool> strong = [];
    private readonly List<AiTool> weak = [];

    public IReadOnlyList<ProvenanceEvidence> Evidence => evidence;

    public ProvenanceKind Kind => KindOf(evidence);

    /// <summary>Where tools are known, a signal that names none adds none.</summary>
    public IReadOnlyList<AiTool> Tools
    {
        get
        {
            if (evidence.Count == 0)
            {
                return [];
            }

            var all = strong.Count > 0 ? strong : Kind is ProvenanceKind.None ? [] : weak;
            AiTool[] named = [.. all.Where(tool => tool.Id != AiTool.Unknown.Id)];
            return named.Length > 0 ? named : all;
        }
    }

    /// <summary>The strongest of what is certain or likely; two weak signals from different places come to assisted.</summary>
    public static ProvenanceKind KindOf(IReadOnlyCollection<ProvenanceEvidence> evidence)
    {
        if (evidence.Count == 0)
        {
            return ProvenanceKind.None;
        }

        var kind = evidence
            .Where(found => found.Certainty > SignalCertainty.Weak)
            .Select(found => found.Kind)
            .DefaultIfEmpty(ProvenanceKind.None)
            .Max();
        var corroborates = kind is ProvenanceKind.None && evidence.Select(found => found.Signal).Distinct().Skip(1).Any();
        return corroborates ? ProvenanceKind.Assisted : kind;
    }

    public void Add(AiTool tool, ProvenanceKind kind, SignalCertainty certainty, string signal, string text, int? line = null)
    {
        var tools = certainty > SignalCertainty.Weak ? strong : weak;
        if (!tools.Contains(tool))
        {
            tools.Add(tool);
        }

        var shown = text.Length > ProvenanceEvidence.MaxTextLength ? text[..(ProvenanceEvidence.MaxTextLength - 1)] + "…" : text;
        var isKnown = evidence.Exists(one =>
            one.Tool == tool.Name && (one.Signal == signal ? one.Text == shown : line is not null && one.Line == line));
        if (!isKnown && evidence.Count < Capacity)
        {
            evidence.Add(new ProvenanceEvidence(sha, kind, tool.Name, signal, shown) { Certainty = certainty, Line = line });
        }
    }
}
