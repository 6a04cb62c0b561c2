using System.Globalization;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>For people: the first commits with a finding, then what there is of each kind.</summary>
/// <param name="all">Every commit is listed, also those without a signal.</param>
internal sealed class TextDetectionOutput(TextConsole console, bool all) : IDetectionOutput
{
    /// <summary>How many commits are listed unless all are wanted.</summary>
    private const int Listed = 20;

    private const int ShaLength = 12;

    /// <summary>The longest quotation, in characters.</summary>
    private const int QuotationLength = 160;

    private static readonly (ProvenanceKind Kind, string Words)[] Kinds =
    [
        (ProvenanceKind.Agent, "by an agent"),
        (ProvenanceKind.Assisted, "assisted"),
        (ProvenanceKind.Unknown, "unknown"),
        (ProvenanceKind.None, "without a signal"),
    ];

    private int listed;
    private int left;

    public void Add(JudgedCommit judged)
    {
        var (commit, provenance) = (judged.Commit, judged.Provenance);
        if (!all && provenance.Kind is ProvenanceKind.None)
        {
            return;
        }

        if (!all && listed == Listed)
        {
            left++;
            return;
        }

        listed++;
        var sha = commit.Sha[..Math.Min(ShaLength, commit.Sha.Length)];
        console.WriteLine($"{Kind(provenance.Kind)} {Visible.Of(sha)}  {Quote(commit.Subject)}");
        foreach (var found in provenance.Evidence)
        {
            var tool = Visible.Of(ProvenanceWords.ToolOf(found.Tool));
            console.WriteLine($"         {Weak(found)}{tool}, {JudgedCommit.PlaceOf(found)}: {Quote(found.Text)}");
        }
    }

    public void Finish(DetectionTotals totals, bool isComplete)
    {
        if (totals.Commits == 0 && !isComplete)
        {
            return;
        }

        if (left > 0)
        {
            console.WriteLine($"and {left:N0} more; --all lists every commit.");
        }

        if (listed > 0)
        {
            console.WriteLine();
        }

        console.WriteLine(
            $"Commits: {totals.Commits:N0}, of them {string.Join(", ", Kinds.Select(kind => Count(totals, kind.Kind, kind.Words)))}.");
        if (totals.Tools.Any())
        {
            console.WriteLine($"Tools: {string.Join(", ", totals.Tools.Select(tool => $"{tool.Key} {tool.Value:N0}"))}.");
        }

        if (!isComplete)
        {
            console.WriteLine($"Not every commit could be read: these numbers are not all.");
        }

        console.WriteLine($"No signal means undeclared, never human: many tools leave none, and a message can be rewritten.");
        console.Flush();
    }

    private static string Count(DetectionTotals totals, ProvenanceKind kind, string words) =>
        string.Create(CultureInfo.InvariantCulture, $"{totals[kind]:N0} {words}");

    private static string Kind(ProvenanceKind kind) => Words.Token(kind).PadRight(8);

    private static string Weak(ProvenanceEvidence found) => found.Certainty is SignalCertainty.Weak ? "weak: " : "";

    private static string Quote(string text)
    {
        var line = text.Length > QuotationLength ? $"{text[..QuotationLength]}..." : text;
        return Visible.Of(line.ReplaceLineEndings(" ").Replace('\t', ' '));
    }
}
