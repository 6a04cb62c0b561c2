namespace Workflow.Tests.Core.Provenance;

/// <summary>335 public commits, labelled by hand: tools in every form, and traps.</summary>
public sealed class LabelledSampleTests
{
    private static readonly IReadOnlyList<LabelledCommit> Sample =
        LabelledCommit.Read(Path.Combine(AppContext.BaseDirectory, "Core/Provenance/Data/commits-labelled.jsonl"));

    [Fact]
    public void Every_Commit_Of_The_Sample_Is_Judged_As_Labelled()
    {
        var score = DetectionScore.Of(Sample, Given.Detector);

        Assert.Equal(335, Sample.Count);
        Assert.Equal("", string.Join('\n', score.Mislabelled.Select(Describe)));
        Assert.Equal([(128, 0, 0), (146, 0, 0), (61, 0, 0), (207, 0, 0)], score.Classes.Select(one => (one.Right, one.WronglyIn, one.Missed)));
    }

    private static string Describe(MislabelledCommit wrong) =>
        $"{wrong.Commit.Stratum} {wrong.Commit.Sha[..8]}: {wrong.Commit.Label} {wrong.Commit.Tool}, found {wrong.Found.Kind} "
        + $"{string.Join(' ', wrong.Found.Tools.Select(tool => tool.Id))}: {string.Join(" | ", wrong.Found.Evidence.Select(one => one.Text))}";
}
