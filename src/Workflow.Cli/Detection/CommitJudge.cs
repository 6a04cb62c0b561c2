using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>Judges commits by a catalogue of signals and by the Agent Trace records of their repository.</summary>
/// <param name="agentTraces">The records, one a line; null where there are none.</param>
internal sealed class CommitJudge(SignalCatalogue catalogue, string? agentTraces)
{
    private static readonly CommitRange AnyRange = new(null, "");

    private readonly ProvenanceDetector detector = new(catalogue);
    private readonly TracedChanges? traces = agentTraces is null
        ? null
        : new TracedChanges(new ChangeSet(AnyRange, [], []) { AgentTraces = agentTraces }, catalogue);

    public JudgedCommit Judge(CommitToJudge one)
    {
        var provenance = detector.Detect(one.Commit, one.Context);
        return new JudgedCommit(one.Commit, traces?.AddTo(provenance, one.Commit) ?? provenance, catalogue);
    }
}
