using System.Globalization;
using System.Text.Json.Nodes;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using static Workflow.Adapters.Teams.Cards.CardElements;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>What is deployed, who and what wrote it, and what it does: deletions first.</summary>
internal static class ChangeSection
{
    public static IEnumerable<JsonObject> Build(Review review, CardLimits limits)
    {
        yield return Fact("Commits", [.. Commits(review, limits)]);
        yield return Fact("Requested by", Paragraph(Run(Requester(review, limits))));
        if (review.Assessment is not { } assessment)
        {
            yield return Fact("Change", TextBlock("The change could not be read yet."));
            yield break;
        }

        var writers = assessment.Participants.Where(one => one.Roles != Participation.Requester).ToList();
        JsonObject[] written = writers.Count == 0
            ? [TextBlock("No person. It counts as the work of a junior.")]
            : [.. List(writers, limits.Items, one => Paragraph(Run(Describe(one, limits))))];
        yield return Fact("Written by", written);
        yield return Fact("Provenance", [.. Provenance(assessment.Provenance, limits)]);
        foreach (var fact in Files(assessment.Changes, limits))
        {
            yield return fact;
        }
    }

    private static IEnumerable<JsonObject> Commits(Review review, CardLimits limits)
    {
        var request = review.Request;
        var range = $"{CardText.Short(request.Commits.Base)}..{CardText.Short(request.Commits.Head)}";
        var from = request.Ref is null ? string.Empty : $" of {CardText.Plain(RefName(request.Ref), limits.Text)}";
        yield return Paragraph(Run(range, mono: true), Run(from));
        yield return Paragraph(Run(CardText.Plain(request.Repository.Location, limits.Text), subtle: true));
        if (request.ArtifactDigest is { } digest)
        {
            yield return Paragraph(Run("artifact ", subtle: true), Run(CardText.Plain(digest, 20), mono: true, subtle: true));
        }
    }

    private static string RefName(string name) =>
        name.StartsWith("refs/heads/", StringComparison.Ordinal) ? $"branch {name["refs/heads/".Length..]}"
        : name.StartsWith("refs/tags/", StringComparison.Ordinal) ? $"tag {name["refs/tags/".Length..]}"
        : name;

    private static string Requester(Review review, CardLimits limits)
    {
        var identity = review.Request.Requester;
        var known = review.Assessment?.Participants.FirstOrDefault(one => one.Identity.IsSameActorAs(identity));
        return known is null ? CardText.Plain(identity.ToString(), limits.Text) : Name(known, limits);
    }

    private static string Describe(Participant participant, CardLimits limits)
    {
        var roles = Enum.GetValues<Participation>()
            .Where(role => role is not (Participation.None or Participation.Requester) && participant.Roles.HasFlag(role))
            .Select(RoleName);
        return $"{Name(participant, limits)}: {CardText.Join([.. roles])}";
    }

    private static string RoleName(Participation role) => role switch
    {
        Participation.CoAuthor => "co-author",
        Participation.AgentOperator => "operator of the agent",
        _ => Words.Of(role),
    };

    private static string Name(Participant participant, CardLimits limits)
    {
        var name = CardText.Plain(participant.DisplayName, limits.Text);
        return participant.Person is { } person
            ? $"{name} ({Words.Of(person.Level)})"
            : $"{name} (unknown to the directory, counts as junior)";
    }

    private static IEnumerable<JsonObject> Provenance(ProvenanceReport report, CardLimits limits)
    {
        var tools = CardText.Plain(string.Join(", ", report.Tools.Take(limits.Items)), limits.Text);
        var color = report.Kind is ProvenanceKind.None ? null : "Attention";
        yield return Paragraph(
            Run(Words.Of(report.Kind), bold: true, color: color),
            Run(report.Kind switch
            {
                ProvenanceKind.None => ": no sign of AI was found",
                ProvenanceKind.Unknown => $": {CardText.Plain(report.Note ?? "the change could not be read completely", limits.Text)}",
                _ => tools.Length == 0 ? string.Empty : $": {tools}",
            }));
        foreach (var evidence in List(report.Evidence, limits.Items, one => Paragraph(
            Run($"{CardText.Short(one.CommitSha)} {CardText.Plain(one.Signal, 20)} ", subtle: true),
            Run(CardText.Plain(one.Text, limits.Text), mono: true, size: "Small"))))
        {
            yield return evidence;
        }
    }

    private static IEnumerable<JsonObject> Files(ChangeSummary changes, CardLimits limits)
    {
        var deleted = changes.Paths.Where(path => path.Kind is FileChangeKind.Deleted).ToList();
        if (deleted.Count > 0)
        {
            yield return Fact("Deletes", [
                Paragraph(Run(CardText.Count(deleted.Count, "file"), bold: true, color: "Attention")),
                .. List(deleted, limits.Items, path => PathLine(path, limits))]);
        }

        var lines = string.Create(
            CultureInfo.InvariantCulture, $", +{changes.AddedLines:N0} −{changes.DeletedLines:N0} lines");
        var others = changes.Paths.Where(path => path.Kind is not FileChangeKind.Deleted).ToList();
        yield return Fact("Changes", [
            TextBlock($"{CardText.Count(others.Count, "file")} in {CardText.Count(changes.Commits, "commit")}{lines}"),
            .. List(others, limits.Items / 2, path => PathLine(path, limits))]);
        if (changes.Subjects.Count > 0)
        {
            yield return Fact("Subjects", [.. List(changes.Subjects, limits.Items / 2, subject =>
                Paragraph(Run(CardText.Plain(subject, limits.Text))))]);
        }
    }

    private static JsonObject PathLine(ChangedPath path, CardLimits limits) => Paragraph(
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
}
