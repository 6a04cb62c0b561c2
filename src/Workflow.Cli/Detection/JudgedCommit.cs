using System.Globalization;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Cli.Detection;

/// <summary>A commit and what was found out about it.</summary>
/// <param name="Catalogue">The tools and signals that it was judged by.</param>
internal sealed record JudgedCommit(Commit Commit, CommitProvenance Provenance, SignalCatalogue Catalogue)
{
    /// <summary>The id of the tool of a piece of evidence, such as <c>claude</c>.</summary>
    public string ToolOf(ProvenanceEvidence found) => Catalogue.FindTool(found.Tool)?.Id ?? found.Tool;

    /// <summary>Where a piece of evidence stands, for people: <c>message, line 12</c>.</summary>
    public static string PlaceOf(ProvenanceEvidence found)
    {
        var place = found.Signal switch
        {
            "trailer" => "message",
            "pull-request" => "pull request",
            "note" => "refs/notes/ai",
            "agent-trace" => ".agent-trace/traces.jsonl",
            var same => same,
        };
        return found.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{place}, line {line}") : place;
    }
}
