using System.Text.Json.Nodes;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What a reader sees only after asking for it: the rest of each list, who else was asked, and how the policy decided.</summary>
internal static class DetailSection
{
    private const string Id = "details";

    public static JsonObject Toggle() => new()
    {
        ["type"] = "Action.ToggleVisibility",
        ["title"] = "Show details",
        ["targetElements"] = new JsonArray(Id),
    };

    public static JsonObject Build(Review review, AskedReviewer asked, CardLimits limits)
    {
        var details = Container(
            "emphasis",
            [
                .. Origin(review, limits),
                .. review.Assessment is { } assessment ? Rest(assessment, limits) : [],
                .. Asked(review, asked, limits),
                .. review.Policy is { } policy ? RuleSection.Build(policy, limits) : [],
            ],
            id: Id);
        details["isVisible"] = false;
        return details;
    }

    private static IEnumerable<JsonObject> Origin(Review review, CardLimits limits)
    {
        yield return Fact("Requested by", Paragraph(Run(PeopleSection.Requester(review, limits))));
        yield return Fact("Repository", Paragraph(Run(CardText.Plain(review.Request.Repository.Location, limits.Text))));
        if (review.Request.ArtifactDigest is { } digest)
        {
            yield return Fact("Artifact", Paragraph(Run(CardText.Plain(digest, 20), mono: true)));
        }
    }

    private static IEnumerable<JsonObject> Rest(ChangeAssessment assessment, CardLimits limits)
    {
        var evidence = assessment.Provenance.Evidence.Skip(limits.FirstEvidence).ToList();
        if (evidence.Count > 0)
        {
            yield return Fact("More evidence", [.. List(evidence, limits.Items, one => ChangeSection.Evidence(one, limits))]);
        }

        var (sponsors, attestations) = (assessment.Provenance.Sponsors, assessment.Provenance.Attestations);
        if (sponsors.Count > 0)
        {
            yield return Fact("Set to work by", [.. List(sponsors, limits.Items, one =>
                Paragraph(Run(CardText.Plain(one.ToString(), limits.Text))))]);
        }

        if (attestations.Count > 0)
        {
            yield return Fact("Attested: no AI", [.. List(attestations, limits.Items, one =>
                Paragraph(Run(CardText.Plain(ProvenanceWords.Of(one), limits.Text))))]);
        }

        foreach (var risk in assessment.Risk is { } report ? RiskSection.Rest(report, limits) : [])
        {
            yield return risk;
        }

        var changes = assessment.Changes;
        var deleted = changes.Paths.Where(path => path.Kind is FileChangeKind.Deleted).Skip(limits.FirstDeleted).ToList();
        if (deleted.Count > 0)
        {
            yield return Fact("Also deletes", [.. List(deleted, limits.Items, path => ChangeSection.PathLine(path, limits))]);
        }

        var others = changes.Paths.Where(path => path.Kind is not FileChangeKind.Deleted).ToList();
        if (others.Count > 0)
        {
            yield return Fact("Other files", [.. List(others, limits.Items, path => ChangeSection.PathLine(path, limits))]);
        }

        if (changes.Subjects.Count > 0)
        {
            yield return Fact("Subjects", [.. List(changes.Subjects, limits.Items / 2, subject =>
                Paragraph(Run(CardText.Plain(subject, limits.Text))))]);
        }
    }

    private static IEnumerable<JsonObject> Asked(Review review, AskedReviewer asked, CardLimits limits)
    {
        yield return Fact("Why you", Paragraph(Run(CardText.Plain(asked.Why, limits.Sentence))));
        var others = review.Asked.Where(one => one.Person.Id != asked.Person.Id).ToList();
        if (others.Count > 0)
        {
            yield return Fact("Also asked", [.. List(others, limits.Items, one => Paragraph(
                Run($"{CardText.Plain(one.Person.Name, limits.Text)} ({Words.Of(one.Person.Level)})"),
                Run(one.Undeliverable is null ? string.Empty : ", could not be reached", subtle: true)))]);
        }
    }
}
