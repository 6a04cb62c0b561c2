using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>How well detection does on commits whose provenance is known.</summary>
/// <param name="Classes">One for each label, then "AI took part".</param>
/// <param name="Mislabelled">The commits that were judged wrongly, or whose tool was missed.</param>
internal sealed record DetectionScore(IReadOnlyList<ClassScore> Classes, IReadOnlyList<MislabelledCommit> Mislabelled)
{
    public ClassScore AiTookPart => Classes[^1];

    public static DetectionScore Of(IReadOnlyList<LabelledCommit> commits, ProvenanceDetector detector)
    {
        var judged = commits.Select(commit => (Commit: commit, Found: detector.Detect(commit.Commit))).ToList();
        ProvenanceKind[] kinds = [ProvenanceKind.None, ProvenanceKind.Assisted, ProvenanceKind.Agent];
        return new DetectionScore(
            [
                .. kinds.Select(kind => Score(kind.ToString().ToLowerInvariant(), one => one == kind)),
                Score("AI took part", one => one is not ProvenanceKind.None),
            ],
            [.. judged.Where(one => !IsRight(one.Commit, one.Found)).Select(one => new MislabelledCommit(one.Commit, one.Found))]);

        ClassScore Score(string name, Func<ProvenanceKind, bool> isIn) => new(
            name,
            judged.Count(one => isIn(one.Commit.Kind) && isIn(one.Found.Kind)),
            judged.Count(one => !isIn(one.Commit.Kind) && isIn(one.Found.Kind)),
            judged.Count(one => isIn(one.Commit.Kind) && !isIn(one.Found.Kind)));
    }

    private static bool IsRight(LabelledCommit commit, CommitProvenance found) =>
        found.Kind == commit.Kind && (commit.Tool.Length == 0 ? found.Tools.Count == 0 : found.Tools.Any(tool => tool.Id == commit.Tool));
}

/// <summary>How well one class is told from the others.</summary>
internal sealed record ClassScore(string Name, int Right, int WronglyIn, int Missed)
{
    /// <summary>Which share of what was put into the class belongs there; 1 where nothing was.</summary>
    public double Precision => Right + WronglyIn == 0 ? 1 : (double)Right / (Right + WronglyIn);

    /// <summary>Which share of what belongs into the class was put there; 1 where nothing does.</summary>
    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);
}

internal sealed record MislabelledCommit(LabelledCommit Commit, CommitProvenance Found);
