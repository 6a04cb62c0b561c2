using System.Globalization;
using System.Text.Json.Nodes;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What is deployed, who and what wrote it, and what it deletes: as much as fits above the buttons on a phone.</summary>
internal static class ChangeSection
{
    public static IEnumerable<JsonObject> Build(Review review, CardLimits limits)
    {
        if (review.Assessment is not { } assessment)
        {
            yield return Fact("Change", Commits(review, limits), TextBlock("The change could not be read yet."));
            yield break;
        }

        var changes = assessment.Changes;
        var size = string.Create(
            CultureInfo.InvariantCulture,
            $"{CardText.Count(changes.Paths.Count, "file")} in {CardText.Count(changes.Commits, "commit")}, "
            + $"+{changes.AddedLines:N0} −{changes.DeletedLines:N0} lines");
        yield return Fact("Change", Commits(review, limits), TextBlock(size));
        foreach (var people in PeopleSection.Build(assessment, limits))
        {
            yield return people;
        }

        yield return Fact("Provenance", [
            Provenance(assessment.Provenance, limits),
            .. assessment.Provenance.Share is { Commits: > 0 } share
                ? [Close(Paragraph(Run(ProvenanceWords.Of(share))))]
                : (JsonObject[])[],
            .. List(assessment.Provenance.Evidence, limits.FirstEvidence, one => Evidence(one, limits))]);
        foreach (var risk in assessment.Risk is { } report ? RiskSection.Build(report, limits) : [])
        {
            yield return risk;
        }

        var deleted = changes.Paths.Where(path => path.Kind is FileChangeKind.Deleted).ToList();
        if (deleted.Count > 0)
        {
            yield return Fact("Deletes", [
                Paragraph(Run(CardText.Count(deleted.Count, "file"), bold: true, color: "Attention")),
                .. List(deleted, limits.FirstDeleted, path => PathLine(path, limits))]);
        }
    }

    public static JsonObject Evidence(ProvenanceEvidence evidence, CardLimits limits) => Paragraph(
        Run($"{CardText.Short(evidence.CommitSha)} {CardText.Plain(ProvenanceWords.SourceOf(evidence), 30)} ", subtle: true),
        Run(CardText.Plain(evidence.Text, limits.Text), mono: true, size: "Small"));

    public static JsonObject PathLine(ChangedPath path, CardLimits limits) => Paragraph(
        Run(CardText.Plain(path.Path, limits.Text), mono: true, size: "Small"),
        Run(
            path switch
            {
                { Kind: FileChangeKind.Added } => " added",
                { PreviousPath: { } previous } => $" renamed from {CardText.Plain(previous, limits.Text)}",
                _ => string.Empty,
            },
            subtle: true,
            size: "Small"));

    private static JsonObject Commits(Review review, CardLimits limits)
    {
        var request = review.Request;
        var range = $"{CardText.Short(request.Commits.Base)}..{CardText.Short(request.Commits.Head)}";
        var from = request.Ref is null ? string.Empty : $" of {CardText.Plain(RefName(request.Ref), limits.Text)}";
        return Paragraph(Run(range, mono: true), Run(from));
    }

    private static string RefName(string name) =>
        name.StartsWith("refs/heads/", StringComparison.Ordinal) ? $"branch {name["refs/heads/".Length..]}"
        : name.StartsWith("refs/tags/", StringComparison.Ordinal) ? $"tag {name["refs/tags/".Length..]}"
        : name;

    private static JsonObject Provenance(ProvenanceReport report, CardLimits limits)
    {
        var tools = CardText.Plain(string.Join(", ", report.Tools.Take(limits.Items).Select(ProvenanceWords.ToolOf)), limits.Text);
        var color = report.Kind is ProvenanceKind.None ? null : "Attention";
        return Paragraph(
            Run(Words.Of(report.Kind), bold: true, color: color),
            Run(report.Kind switch
            {
                ProvenanceKind.None => ": no sign of AI was found",
                ProvenanceKind.Unknown => $": {CardText.Plain(report.Note ?? "the change could not be read completely", limits.Text)}",
                _ => tools.Length == 0 ? string.Empty : $": {tools}",
            }));
    }
}
