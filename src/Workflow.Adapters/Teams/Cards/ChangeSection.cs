using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What is deployed, who and what wrote it, and what it deletes: as much as fits above the buttons on a phone.</summary>
internal static class ChangeSection
{
    public static IEnumerable<JsonObject> Build(Review review, CardTexts texts, CardLimits limits)
    {
        if (review.Assessment is not { } assessment)
        {
            yield return Fact(texts.ChangeLabel, Commits(review, texts, limits), TextBlock(texts.ChangeUnread));
            yield break;
        }

        var changes = assessment.Changes;
        var size = texts.ChangeSize(
            texts.Files(changes.Paths.Count), texts.Commits(changes.Commits), changes.AddedLines, changes.DeletedLines);
        yield return Fact(texts.ChangeLabel, Commits(review, texts, limits), TextBlock(size));
        foreach (var people in PeopleSection.Build(assessment, texts, limits))
        {
            yield return people;
        }

        yield return Fact(texts.ProvenanceLabel, [
            Provenance(assessment.Provenance, texts, limits),
            .. assessment.Provenance.Share is { Commits: > 0 } share
                ? [Close(Paragraph(Run(ProvenanceTexts.Of(texts, share))))]
                : (JsonObject[])[],
            .. List(texts, assessment.Provenance.Evidence, limits.FirstEvidence, one => Evidence(one, texts, limits))]);
        foreach (var risk in assessment.Risk is { } report ? RiskSection.Build(report, texts, limits) : [])
        {
            yield return risk;
        }

        var deleted = changes.Paths.Where(path => path.Kind is FileChangeKind.Deleted).ToList();
        if (deleted.Count > 0)
        {
            yield return Fact(texts.DeletesLabel, [
                Paragraph(Run(texts.Files(deleted.Count), bold: true, color: "Attention")),
                .. List(texts, deleted, limits.FirstDeleted, path => PathLine(path, texts, limits))]);
        }
    }

    public static JsonObject Evidence(ProvenanceEvidence evidence, CardTexts texts, CardLimits limits) => Paragraph(
        Run(
            $"{CardText.Short(evidence.CommitSha) ?? texts.Deployed} {CardText.Plain(ProvenanceTexts.SourceOf(texts, evidence), 30)} ",
            subtle: true),
        Run(CardText.Plain(evidence.Text, limits.Text), mono: true, size: "Small"));

    public static JsonObject PathLine(ChangedPath path, CardTexts texts, CardLimits limits) => Paragraph(
        Run(CardText.Plain(path.Path, limits.Text), mono: true, size: "Small"),
        Run(
            path switch
            {
                { Kind: FileChangeKind.Added } => $" {texts.Added}",
                { PreviousPath: { } previous } => $" {texts.RenamedFrom(CardText.Plain(previous, limits.Text))}",
                _ => string.Empty,
            },
            subtle: true,
            size: "Small"));

    private static JsonObject Commits(Review review, CardTexts texts, CardLimits limits)
    {
        var request = review.Request;
        var range = $"{CardText.Short(request.Commits.Base) ?? texts.Deployed}..{CardText.Short(request.Commits.Head)}";
        var from = request.Ref is null ? string.Empty : $" {texts.OfRef(CardText.Plain(RefName(texts, request.Ref), limits.Text))}";
        return Paragraph(Run(range, mono: true), Run(from));
    }

    private static string RefName(CardTexts texts, string name) =>
        name.StartsWith("refs/heads/", StringComparison.Ordinal) ? texts.Branch(name["refs/heads/".Length..])
        : name.StartsWith("refs/tags/", StringComparison.Ordinal) ? texts.Tag(name["refs/tags/".Length..])
        : name;

    private static JsonObject Provenance(ProvenanceReport report, CardTexts texts, CardLimits limits)
    {
        var named = report.Tools.Take(limits.Items).Select(tool => ProvenanceTexts.ToolOf(texts, tool));
        var tools = CardText.Plain(string.Join(", ", named), limits.Text);
        var color = report.Kind is ProvenanceKind.None ? null : "Attention";
        return Paragraph(
            Run(texts.Provenance(report.Kind), bold: true, color: color),
            Run(report.Kind switch
            {
                ProvenanceKind.None => $": {texts.NoSignOfAi}",
                ProvenanceKind.Unknown => $": {CardText.Plain(report.Note ?? texts.ReadIncompletely, limits.Text)}",
                _ => tools.Length == 0 ? string.Empty : $": {tools}",
            }));
    }
}
