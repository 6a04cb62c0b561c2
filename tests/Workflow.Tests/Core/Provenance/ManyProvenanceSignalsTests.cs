using System.Globalization;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>More signals than are listed.</summary>
public sealed class ManyProvenanceSignalsTests
{
    private const int Many = 30;

    private static readonly string Traces = string.Join('\n', Enumerable.Range(1, Many).Select(last =>
        """{"tool":{"name":"cursor"},"files":[{"path":"a.cs","conversations":[{"contributor":{"type":"ai"},"ranges":[{"start_line":1,"end_line":LAST}]}]}]}"""
            .Replace("LAST", last.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)));

    [Fact]
    public void A_Declaration_Behind_Many_Records_Decides()
    {
        var report = Given.Detector.Detect(Traced(), new AiDeclaration(ProvenanceKind.Agent, ["claude"], Given.Jane));

        Assert.Equal(ProvenanceKind.Agent, report.Kind);
        Assert.Equal(["Cursor", "Claude"], report.Tools);
        Assert.Equal(20, report.Evidence.Count);
        Assert.Equal("declaration", report.Evidence[^1].Signal);
    }

    [Fact]
    public void A_Tool_That_Is_No_Longer_Listed_Is_Named()
    {
        var report = Given.Detector.Detect(Traced(), new AiDeclaration(ProvenanceKind.Assisted, ["claude", "copilot"], Given.Jane));

        Assert.Equal(["Cursor", "Claude", "Copilot"], report.Tools);
    }

    [Fact]
    public void A_Trailer_Behind_Many_Weak_Signals_Decides()
    {
        var lines = Enumerable.Range(1, Many).Select(number => $"Generated-by: protocol {number}\n");

        var found = Given.Detector.Detect(Given.Commit($"Add it\n\n{string.Concat(lines)}Assisted-by: Claude\n"));

        Assert.Equal(ProvenanceKind.Assisted, found.Kind);
        Assert.Equal((20, "Assisted-by: Claude"), (found.Evidence.Count, found.Evidence[^1].Text));
    }

    [Fact]
    public void A_Weak_Signal_From_Another_Place_Corroborates_Many()
    {
        var lines = string.Concat(Enumerable.Range(1, Many).Select(number => $"Generated-by: protocol {number}\n"));

        Assert.Equal(ProvenanceKind.None, Given.Detector.Detect(Given.Commit($"Add it\n\n{lines}")).Kind);
        Assert.Equal(
            ProvenanceKind.Assisted, Given.Detector.Detect(Given.Commit($"Add it\n\n{lines}"), new CommitContext("claude/basket")).Kind);
    }

    private static ChangeSet Traced() => Given.Changes(Given.Commit("One")) with
    {
        Files = [new ChangedFile("a.cs", FileChangeKind.Modified, 1, 1)],
        AgentTraces = Traces,
    };
}
