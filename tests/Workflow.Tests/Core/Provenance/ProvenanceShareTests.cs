using CsCheck;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class ProvenanceShareTests
{
    private const string Note = "a.cs\n  s_00000000000001::t_00000000000001 1-30\n---\n{\"sessions\":{\"s_00000000000001\":{\"agent_id\":{\"tool\":\"claude\"}}}}";

    private const string Record =
        """
        {"version":"0.1.0","id":"1","timestamp":"2026-01-01T00:00:00Z","vcs":{"type":"git","revision":"bbb"},"tool":{"name":"cursor"},"files":[{"path":"b.cs","conversations":[{"contributor":{"type":"ai","model_id":"m"},"ranges":[{"start_line":1,"end_line":7},{"start_line":9,"end_line":9,"contributor":{"type":"human"}}]}]}]}
        """;

    private static readonly ActorIdentity Agent = new("Claude", "noreply@anthropic.com");

    [Fact]
    public void Shares_Of_Commits_And_Lines_Are_Counted()
    {
        var changes = Given.Changes(
            Given.Commit("By hand") with { Sha = "aaa", AddedLines = 50 },
            Given.Commit("Traced") with { Sha = "bbb", AddedLines = 10 },
            Given.Commit("Noted") with { Sha = "ccc", AddedLines = 40, AuthorshipNote = Note },
            Given.Commit("By an agent\n\nCo-authored-by: Jane <jane@example.com>", Agent) with { Sha = "ddd", AddedLines = 5 }) with
        {
            AgentTraces = Record,
        };

        var report = Given.Detector.Detect(changes);

        Assert.Equal(new ProvenanceShare(3, 4, 7 + 30 + 5, 105), report.Share);
        Assert.Equal(
            [("bbb", "Cursor", 7), ("ccc", "Claude", 30), ("ddd", "Claude", (int?)5)],
            report.Commits.Select(one => (one.Sha, Assert.Single(one.Tools), one.AiLines)));
        Assert.Equal(["jane@example.com"], report.Sponsors.Select(one => one.Email));
        Assert.Equal(["agent-trace", "note", "author"], report.Evidence.Select(one => one.Signal));
    }

    [Fact]
    public void A_Note_Is_Told_In_Lines_And_Files()
    {
        var texts = new[] { "1-30", "1" }
            .Select(lines => Given.Commit("Noted") with { AuthorshipNote = $"a.cs\n  4711 {lines}\n---\n{{}}" })
            .Select(commit => Assert.Single(Given.Detector.Detect(commit).Evidence).Text);

        Assert.Equal(["AI: 30 lines in 1 file", "AI: 1 line in 1 file"], texts);
    }

    [Fact]
    public void Lines_Are_Unknown_Where_An_Assisted_Commit_Does_Not_Tell_Them()
    {
        var report = Given.Detector.Detect(
            Given.Changes(Given.Commit("One"), Given.Commit("Two\n\nAssisted-by: Claude") with { AddedLines = 5 }));

        Assert.Equal(new ProvenanceShare(1, 2, null, null), report.Share);
    }

    [Theory]
    [InlineData("b.cs", ProvenanceKind.Assisted)]
    [InlineData("other.cs", ProvenanceKind.None)]
    public void A_Record_Without_A_Revision_Counts_For_Its_Files(string path, ProvenanceKind expected)
    {
        var changes = Given.Changes(Given.Commit("One")) with
        {
            Files = [new ChangedFile(path, FileChangeKind.Modified, 1, 1)],
            AgentTraces = Record.Replace(",\"vcs\":{\"type\":\"git\",\"revision\":\"bbb\"}", "", StringComparison.Ordinal),
        };

        Assert.Equal(expected, Given.Detector.Detect(changes).Kind);
    }

    [Theory]
    [InlineData("b.cs", null, ProvenanceKind.Assisted)]
    [InlineData("renamed.cs", "b.cs", ProvenanceKind.Assisted)]
    [InlineData("other.cs", null, ProvenanceKind.None)]
    public void A_Record_Of_The_Base_Counts_For_Its_Files(string path, string? previous, ProvenanceKind expected)
    {
        var changes = Given.Changes(Given.Commit("One")) with
        {
            Range = new CommitRange("BBB", Given.Head),
            Files = [new ChangedFile(path, FileChangeKind.Modified, 1, 1, previous)],
            AgentTraces = Record,
        };

        var report = Given.Detector.Detect(changes);

        Assert.Equal(expected, report.Kind);
        Assert.All(report.Evidence, one => Assert.Equal((Given.Head, SignalCertainty.Likely), (one.CommitSha, one.Certainty)));
    }

    [Fact]
    public void A_Record_Of_Another_Revision_Is_About_An_Older_Change()
    {
        var changes = Given.Changes(Given.Commit("One")) with
        {
            Files = [new ChangedFile("b.cs", FileChangeKind.Modified, 1, 1)],
            AgentTraces = Record,
        };

        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(changes).Kind);
    }

    [Fact]
    public void Any_Traces_Can_Be_Read() =>
        Gen.OneOf(Gen.String, Gen.Const("{}"), Gen.Const("[1]"), Gen.Const("{\"files\":[{\"path\":\"\\ud800\"}]}"), Gen.Const("{\"files\":1}"), Gen.Const(Record))
            .Array.Sample(lines => Assert.All(AgentTrace.ParseAll(string.Join('\n', lines)), trace => Assert.NotEmpty(trace.AiLines)));
}
