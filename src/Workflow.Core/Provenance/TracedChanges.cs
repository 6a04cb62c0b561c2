using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>
/// Brings the Agent Trace records of a repository together with a change set: by revision, and a record that names none by its files.
/// Records about other revisions are those of older changes.
/// </summary>
/// <remarks>
/// Tools write down what was checked out at the time of the edit (Agent Trace's reference implementation), which is the parent of the
/// commit that holds it: a record about the base of the range counts by its files too.
/// </remarks>
public sealed class TracedChanges
{
    private const string Signal = "agent-trace";

    private readonly ILookup<string, AgentTrace> byRevision;
    private readonly List<AgentTrace> byFile;
    private readonly SignalCatalogue catalogue;

    public TracedChanges(ChangeSet changes, SignalCatalogue catalogue)
    {
        this.catalogue = catalogue;
        var traces = changes.AgentTraces is { } text ? AgentTrace.ParseAll(text) : [];
        byRevision = traces.Where(trace => trace.Revision is not null).ToLookup(trace => trace.Revision!, StringComparer.OrdinalIgnoreCase);
        var paths = changes.Files
            .SelectMany(file => new[] { file.Path, file.PreviousPath })
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        byFile = [.. traces.Where(trace => IsOfNoCommit(trace.Revision) && trace.AiLines.Keys.Any(paths.Contains))];

        bool IsOfNoCommit(string? revision) =>
            revision is null || revision.Equals(changes.Range.Base, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What was found about a commit, with the records about it.</summary>
    public CommitProvenance AddTo(CommitProvenance found, Commit commit)
    {
        if (!byRevision.Contains(commit.Sha))
        {
            return found;
        }

        var traces = byRevision[commit.Sha].ToList();
        var evidence = new EvidenceList(commit.Sha);
        foreach (var trace in traces)
        {
            Add(trace, SignalCertainty.Certain, evidence);
        }

        return found with
        {
            Kind = found.Kind is ProvenanceKind.Agent ? ProvenanceKind.Agent : ProvenanceKind.Assisted,
            Tools = [.. found.Tools.Union(evidence.Tools)],
            Evidence = [.. found.Evidence, .. evidence.Evidence],
            AiLines = found.AiLines ?? (int)Math.Min(int.MaxValue, traces.Sum(trace => trace.AiLines.Values.Sum(lines => (long)lines))),
        };
    }

    /// <summary>Adds the records that are known by their files alone.</summary>
    internal void AddTo(EvidenceList evidence)
    {
        foreach (var trace in byFile)
        {
            Add(trace, SignalCertainty.Likely, evidence);
        }
    }

    private void Add(AgentTrace trace, SignalCertainty certainty, EvidenceList evidence)
    {
        var tool = trace.Tool is null ? null : catalogue.FindToolIn(trace.Tool);
        var text = $"{trace.Tool ?? "AI"}: {trace.AiLines.Values.Sum(lines => (long)lines)} lines in {trace.AiLines.Count} files";
        evidence.Add(tool ?? AiTool.Unknown, ProvenanceKind.Assisted, certainty, Signal, text);
    }
}
