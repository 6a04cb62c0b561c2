using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Sums up what was found about the commits of a change set.</summary>
internal static class ReportBuilder
{
    public static ProvenanceReport Build(
        ChangeSet changes,
        IReadOnlyList<(Commit Commit, CommitProvenance Found)> commits,
        EvidenceList head,
        AiDeclaration? declaration,
        bool requiresAttestation,
        SignalCatalogue catalogue)
    {
        ProvenanceEvidence[] evidence = [.. commits.SelectMany(one => one.Found.Evidence), .. head.Evidence];
        var concerned = commits.Where(one => one.Found.Kind is not ProvenanceKind.None).ToList();
        var kind = concerned.Select(one => one.Found.Kind).Append(head.Kind).Max();
        string[] weakSignals = [.. head.WeakSignals.Union(commits.SelectMany(one => one.Found.Evidence).Select(found => found.Signal))];
        kind = EvidenceList.KindOf(kind, weakSignals);
        var attestations = Attestations.Collect(commits, declaration);
        var missing = requiresAttestation ? Attestations.DescribeMissing(commits, attestations, declaration, catalogue) : null;
        var note = string.Join(' ', new[] { changes.IncompleteBecause, missing }.OfType<string>());
        var isOpen = kind is ProvenanceKind.None ? note.Length > 0 : kind < ProvenanceKind.Unknown && missing is not null;
        return new ProvenanceReport(
            isOpen ? ProvenanceKind.Unknown : kind,
            ToolsOf(kind, evidence, head),
            evidence,
            note.Length > 0 ? note : null)
        {
            Commits = [.. concerned.Select(one => ToConcerned(one.Commit, one.Found))],
            Sponsors = Distinct(concerned.Select(one => one.Found.Sponsor).OfType<ActorIdentity>()),
            Share = ShareOf(commits, concerned),
            Attestations = attestations,
        };
    }

    /// <summary>Names from weak evidence count only where nothing stronger was found; "unknown" only where no tool is named.</summary>
    private static string[] ToolsOf(ProvenanceKind kind, ProvenanceEvidence[] evidence, EvidenceList head)
    {
        if (kind is ProvenanceKind.None)
        {
            return [];
        }

        var strong = evidence.Where(found => found.Certainty > SignalCertainty.Weak).ToList();
        string[] tools =
        [
            .. (strong.Count > 0 ? strong : [.. evidence])
                .Select(found => found.Tool)
                .Concat(head.StrongTools.Select(tool => tool.Name))
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        string[] named = [.. tools.Where(tool => tool != AiTool.Unknown.Name)];
        return named.Length > 0 ? named : tools;
    }

    private static ConcernedCommit ToConcerned(Commit commit, CommitProvenance found) => new(
        commit.Sha, found.Kind, [.. found.Tools.Select(tool => tool.Name)], found.Sponsor, found.AiLines, commit.AddedLines);

    private static ProvenanceShare ShareOf(
        IReadOnlyList<(Commit Commit, CommitProvenance Found)> commits, List<(Commit Commit, CommitProvenance Found)> concerned)
    {
        var isTold = concerned.All(one => one.Found.AiLines is not null);
        var isCounted = commits.All(one => one.Commit.AddedLines is not null);
        return new ProvenanceShare(
            concerned.Count,
            commits.Count,
            isTold ? Sum(concerned.Select(one => one.Found.AiLines ?? 0)) : null,
            isCounted ? Sum(commits.Select(one => one.Commit.AddedLines ?? 0)) : null);
    }

    private static int Sum(IEnumerable<int> lines) => (int)Math.Min(int.MaxValue, lines.Sum(count => (long)count));

    private static List<ActorIdentity> Distinct(IEnumerable<ActorIdentity> identities)
    {
        HashSet<string> seen = [];
        List<ActorIdentity> distinct = [];
        foreach (var identity in identities)
        {
            var keys = identity.Keys().ToList();
            if (!keys.Exists(seen.Contains))
            {
                distinct.Add(identity);
            }

            seen.UnionWith(keys);
        }

        return distinct;
    }
}
