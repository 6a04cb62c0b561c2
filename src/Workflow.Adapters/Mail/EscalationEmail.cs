using MimeKit;
using Workflow.Core;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Pictures;

namespace Workflow.Adapters.Mail;

/// <summary>The mail that tells people of a review that nobody answers.</summary>
public static class EscalationEmail
{
    private const int MaxListed = 10;

    /// <summary>Pure: the same arguments give the same mail, with the same Message-ID.</summary>
    /// <param name="step">The step that begins.</param>
    /// <param name="recipients">Those without an address are left out.</param>
    /// <param name="token">Of the link of the one recipient; null for a mail that decides nothing.</param>
    /// <param name="at">The mail's date.</param>
    public static MimeMessage Compose(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, string? token, MailOptions options, DateTimeOffset at)
    {
        var request = review.Request;
        var subject = $"Review waits: {request.Service} to {request.Environment}";
        var body = new MailBody()
            .Paragraph($"A deployment of {request.Service} to {request.Environment} waits for a review, and it is not decided yet.")
            .Section("Asked, no answer yet", Silent(review, step).Select(Describe))
            .Section("Decided so far", review.Decisions.Select(one => $"{one.ReviewerName}: {Words.Of(one.Kind)}"))
            .Section("What waits", WhatWaits(review))
            .Section("Who made it", Makers(review))
            .Section("Provenance", Provenance(review))
            .Section("What it can break", Risks(review))
            .Section("Blast radius", Reached(review))
            .Picture(Picture(review))
            .Paragraph(AtTheDeadline(review, step))
            .Decision(token, "Those who were asked decide in Teams, on the card that they were sent.", options)
            .Link("The review with its evidence", GateMail.PageOf(review.Id, options));

        // A step may begin again, under a stricter policy; and who can decide gets a mail of their own.
        var turn = GateMail.Digest($"{review.Deadline?.UtcTicks} {(token is null ? "" : recipients[0].Id)}");
        return GateMail.Create(
            review.Id.Value, $"{GateMail.IdPart(step.Name)}.{turn}.escalation", subject, Mailboxes.Of(recipients), body, options, at);
    }

    /// <summary>Neither those who handed the review over nor those whom the step asks by this very mail.</summary>
    private static IEnumerable<AskedReviewer> Silent(Review review, EscalationStep step) => review.Asked.Where(asked =>
        asked.Delegated is null
        && !(asked.ByMail && asked.Step == step.Name)
        && review.Decisions.All(decision => decision.ReviewerId != asked.Person.Id));

    private static string Describe(AskedReviewer asked) =>
        $"{asked.Person.Name} ({Words.Of(asked.Person.Level)}), asked {Words.Of(asked.AskedAt)} as {asked.Step}"
        + (asked.Undeliverable is null ? "" : $"; the card could not be delivered: {asked.Undeliverable}");

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

    private static string AtTheDeadline(Review review, EscalationStep step)
    {
        var until = review.Deadline is { } deadline ? $"until {Words.Of(deadline)}" : "in the time of this step";
        var next = review.Policy?.Escalation.SkipWhile(one => one.Name != step.Name).Skip(1).FirstOrDefault();
        return next is null
            ? $"If it is not decided {until}, the deployment is cancelled."
            : $"If it is not decided {until}, the next step begins: {next.Name}. After the last step the deployment is cancelled.";
    }
}
