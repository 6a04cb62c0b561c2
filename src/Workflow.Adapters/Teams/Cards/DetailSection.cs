using System.Text.Json.Nodes;
using Workflow.Adapters.Teams.Texts;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a reader sees only after asking for it: the rest of each list, who else was asked, and how the policy decided.</summary>
internal static class DetailSection
{
    private const string Id = "details";

    public static JsonObject Toggle(CardTexts texts) => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = texts.ShowDetails,
        ["targetElements"] = new JsonArray(Id),
    };

    public static JsonObject Build(Review review, AskedReviewer asked, CardTexts texts, CardLimits limits)
    {
        var details = Container(
            "emphasis",
            [
                .. Origin(review, texts, limits),
                .. review.Assessment is { } assessment ? Rest(assessment, texts, limits) : [],
                .. Asked(review, asked, texts, limits),
                .. review.Policy is { } policy ? RuleSection.Build(policy, texts, limits) : [],
            ],
            id: Id);
        details["isVisible"] = false;
        return details;
    }

    private static IEnumerable<JsonObject> Origin(Review review, CardTexts texts, CardLimits limits)
    {
        yield return Fact(texts.RequestedByLabel, Paragraph(Run(PeopleSection.Requester(review, texts, limits))));
        yield return Fact(texts.RepositoryLabel, Paragraph(Run(CardText.Plain(review.Request.Repository.Location, limits.Text))));
        if (review.Request.ArtifactDigest is { } digest)
        {
            yield return Fact(texts.ArtifactLabel, Paragraph(Run(CardText.Plain(digest, 20), mono: true)));
        }
    }

    private static IEnumerable<JsonObject> Rest(ChangeAssessment assessment, CardTexts texts, CardLimits limits)
    {
        var evidence = assessment.Provenance.Evidence.Skip(limits.FirstEvidence).ToList();
        if (evidence.Count > 0)
        {
            yield return Fact(
                texts.MoreEvidenceLabel, [.. List(texts, evidence, limits.Items, one => ChangeSection.Evidence(one, texts, limits))]);
        }

        var (sponsors, attestations) = (assessment.Provenance.Sponsors, assessment.Provenance.Attestations);
        if (sponsors.Count > 0)
        {
            yield return Fact(texts.SetToWorkByLabel, [.. List(texts, sponsors, limits.Items, one =>
                Paragraph(Run(CardText.Plain(one.ToString(), limits.Text))))]);
        }

        if (attestations.Count > 0)
        {
            yield return Fact(texts.AttestedLabel, [.. List(texts, attestations, limits.Items, one =>
                Paragraph(Run(CardText.Plain(ProvenanceTexts.Of(texts, one), limits.Text))))]);
        }

        foreach (var risk in assessment.Risk is { } report ? RiskSection.Rest(report, texts, limits) : [])
        {
            yield return risk;
        }

        var changes = assessment.Changes;
        var deleted = changes.Paths.Where(path => path.Kind is FileChangeKind.Deleted).Skip(limits.FirstDeleted).ToList();
        if (deleted.Count > 0)
        {
            yield return Fact(
                texts.AlsoDeletesLabel, [.. List(texts, deleted, limits.Items, path => ChangeSection.PathLine(path, texts, limits))]);
        }

        var others = changes.Paths.Where(path => path.Kind is not FileChangeKind.Deleted).ToList();
        if (others.Count > 0)
        {
            yield return Fact(
                texts.OtherFilesLabel, [.. List(texts, others, limits.Items, path => ChangeSection.PathLine(path, texts, limits))]);
        }

        if (changes.Subjects.Count > 0)
        {
            yield return Fact(texts.SubjectsLabel, [.. List(texts, changes.Subjects, limits.Items / 2, subject =>
                Paragraph(Run(CardText.Plain(subject, limits.Text))))]);
        }
    }

    private static IEnumerable<JsonObject> Asked(Review review, AskedReviewer asked, CardTexts texts, CardLimits limits)
    {
        yield return Fact(texts.WhyYouLabel, Paragraph(Run(CardText.Plain(AskTexts.Of(texts, asked), limits.Sentence))));
        var others = review.Asked.Where(one => one.Person.Id != asked.Person.Id).ToList();
        if (others.Count > 0)
        {
            yield return Fact(texts.AlsoAskedLabel, [.. List(texts, others, limits.Items, one => Paragraph(
                Run(texts.PersonOfLevel(CardText.Plain(one.Person.Name, limits.Text), texts.Level(one.Person.Level))),
                Run(one.Undeliverable is null ? string.Empty : $", {texts.NotReached}", subtle: true)))]);
        }
    }
}
