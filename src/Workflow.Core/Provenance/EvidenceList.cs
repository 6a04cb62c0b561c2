namespace Workflow.Core.Provenance;

/// <summary>Collects the evidence about one commit, and says what it comes to.</summary>
internal sealed class EvidenceList(string sha)
{
    /// <summary>A squash merge repeats the same few lines; a message that holds more different ones proves nothing more by them.</summary>
    private const int Capacity = 20;

    private readonly List<ProvenanceEvidence> evidence = [];
    private readonly List<AiTool> strong = [];
    private readonly List<AiTool> weak = [];
    private readonly HashSet<string> weakSignals = [];
    private ProvenanceKind strongest = ProvenanceKind.None;

    /// <summary>The strongest of what was added, as far as the list holds it.</summary>
    public IReadOnlyList<ProvenanceEvidence> Evidence => evidence;

    /// <summary>What all that was added comes to, listed or not.</summary>
    public ProvenanceKind Kind => KindOf(strongest, weakSignals);

    /// <summary>The kinds of place where weak signals were found.</summary>
    public IReadOnlyCollection<string> WeakSignals => weakSignals;

    /// <summary>Tools by signals that are certain or likely, listed or not.</summary>
    public IReadOnlyList<AiTool> StrongTools => strong;

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
    public static ProvenanceKind KindOf(ProvenanceKind strongest, IReadOnlyCollection<string> weakSignals) =>
        strongest is ProvenanceKind.None && weakSignals.Count > 1 ? ProvenanceKind.Assisted : strongest;

    public void Add(AiTool tool, ProvenanceKind kind, SignalCertainty certainty, string signal, string text, int? line = null)
    {
        var isStrong = certainty > SignalCertainty.Weak;
        strongest = isStrong && kind > strongest ? kind : strongest;
        var tools = isStrong ? strong : weak;
        if (!tools.Contains(tool))
        {
            tools.Add(tool);
        }

        var shown = text.Length > ProvenanceEvidence.MaxTextLength ? text[..(ProvenanceEvidence.MaxTextLength - 1)] + "…" : text;
        var added = new ProvenanceEvidence(sha, kind, tool.Name, signal, shown) { Certainty = certainty, Line = line };
        var isKnown = evidence.Exists(one =>
            one.Tool == tool.Name
            && (one.Signal == signal ? one.Text == shown : line is not null && one.Line == line)
            && WeightOf(one).CompareTo(WeightOf(added)) >= 0);
        if (isKnown)
        {
            return;
        }

        if (!isStrong)
        {
            weakSignals.Add(signal);
        }

        List(added);
    }

    /// <summary>Where the list is full, the last of the weakest gives way to what is stronger.</summary>
    private void List(ProvenanceEvidence added)
    {
        if (evidence.Count == Capacity)
        {
            var weakest = evidence.Min(WeightOf);
            if (WeightOf(added).CompareTo(weakest) <= 0)
            {
                return;
            }

            evidence.RemoveAt(evidence.FindLastIndex(one => WeightOf(one) == weakest));
        }

        evidence.Add(added);
    }

    /// <summary>What is weak makes nothing of a commit.</summary>
    private static (ProvenanceKind Kind, SignalCertainty Certainty) WeightOf(ProvenanceEvidence one) =>
        (one.Certainty > SignalCertainty.Weak ? one.Kind : ProvenanceKind.None, one.Certainty);
}
