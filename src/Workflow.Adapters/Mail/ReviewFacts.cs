using Workflow.Core;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Pictures;

namespace Workflow.Adapters.Mail;

/// <summary>What a mail tells of a review to somebody who may have to decide it.</summary>
internal static class ReviewFacts
{
    private const int MaxListed = 10;

    /// <summary>What waits, who made it and by which means, what it can break and what depends on it.</summary>
    public static MailBody Facts(this MailBody body, Review review) => body
        .Section("What waits", WhatWaits(review))
        .Section("Who made it", Makers(review))
        .Section("Provenance", Provenance(review))
        .Section("What it can break", Risks(review))
        .Section("Blast radius", Reached(review))
        .Picture(Picture(review));

    private static IEnumerable<string> WhatWaits(Review review)
    {
        var request = review.Request;
        yield return $"{request.Service} to {request.Environment}, requested by {request.Requester} at {Words.Of(request.RequestedAt)}";
        yield return $"{request.Repository}, commits {request.Commits}";
        if (review.Assessment?.Changes is { } changes)
        {
            yield return $"commits: {changes.Commits}, files: {changes.Paths.Count}, lines: +{changes.AddedLines} -{changes.DeletedLines}";
            foreach (var subject in changes.Subjects)
            {
                yield return $"\"{subject}\"";
            }
        }

        if (review.Policy is { } policy)
        {
            yield return policy.Reason;
        }
    }

    private static IEnumerable<string> Makers(Review review)
    {
        if (review.Assessment is not { } assessment)
        {
            return [];
        }

        var made = Authorship.Of(assessment);
        return
        [
            .. made.Agents.Select(agent => $"written by {agent} (agent)"),
            .. made.Authors.Select(one => $"written by {Name(one)}"),
            .. made.Operators.Select(one => $"agent operated by {Name(one)}"),
            .. made.Committers.Select(one => $"committed by {Name(one)}"),
        ];
    }

    private static string Name(Participant one) =>
        $"{one.DisplayName} ({(one.Person is { } person ? Words.Of(person.Level) : "not in the directory, counts as junior")})";

    private static IEnumerable<string> Provenance(Review review)
    {
        if (review.Assessment?.Provenance is not { } provenance)
        {
            yield break;
        }

        yield return Words.Of(provenance.Kind)
            + (provenance.Tools.Count == 0 ? "" : $": {string.Join(", ", provenance.Tools.Select(ProvenanceWords.ToolOf))}")
            + (provenance.Note is null ? "" : $" ({provenance.Note})");
        if (provenance.Share is { Commits: > 0 } share)
        {
            yield return $"AI took part {ProvenanceWords.Of(share)}";
        }

        if (provenance.Sponsors.Count > 0)
        {
            yield return $"set to work by {string.Join(", ", provenance.Sponsors.Take(MaxListed))}";
        }

        foreach (var evidence in provenance.Evidence.Take(MaxListed))
        {
            yield return
                $"{evidence.CommitSha[..Math.Min(12, evidence.CommitSha.Length)]} {ProvenanceWords.SourceOf(evidence)}: {evidence.Text}";
        }

        if (provenance.Evidence.Count > MaxListed)
        {
            yield return $"and {provenance.Evidence.Count - MaxListed} more";
        }

        foreach (var attestation in provenance.Attestations.Take(MaxListed))
        {
            yield return $"attested that no AI took part: {ProvenanceWords.Of(attestation)}";
        }
    }

    private static IEnumerable<string> Risks(Review review)
    {
        if (review.Assessment?.Risk is not { } report)
        {
            yield break;
        }

        yield return RiskWords.CountsOf(report);
        foreach (var finding in RiskWords.IrreversibleFirst(report).Take(MaxListed))
        {
            yield return $"{RiskWords.WeightOf(finding)}: {finding.What}. {finding.Explanation} ({finding.Where})";
        }

        if (report.Count > MaxListed)
        {
            yield return $"and {report.Count - MaxListed} more";
        }
    }

    private static IEnumerable<string> Reached(Review review)
    {
        if (review.Assessment?.Risk?.BlastRadius is not { } radius)
        {
            yield break;
        }

        yield return RiskWords.Of(radius);
        foreach (var one in radius.Reached.Take(MaxListed))
        {
            yield return $"{one.Name}{(one.Tier is { } tier ? $", tier {tier}" : "")}{(one.Owner is { } owner ? $", {owner}" : "")}";
        }

        if (radius.Count > MaxListed)
        {
            yield return $"and {radius.Count - Math.Min(MaxListed, radius.Reached.Count)} more";
        }
    }

    /// <summary>Not every mail program shows SVG; the list beside it tells the same.</summary>
    private static MailPicture? Picture(Review review) => review.Assessment?.Risk?.BlastRadius is { Reached.Count: > 0 } radius
        ? new MailPicture("blast-radius.svg", "Picture of the blast radius", BlastRadiusPicture.Draw(radius))
        : null;
}
