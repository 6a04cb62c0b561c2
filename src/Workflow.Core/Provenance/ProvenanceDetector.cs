using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Finds out whether AI took part in a change set.</summary>
public static class ProvenanceDetector
{
    /// <summary>
    /// The strongest finding over all commits and pull requests. A positive signal always counts; where some are missing and nothing
    /// was found, the answer is <see cref="ProvenanceKind.Unknown"/>.
    /// </summary>
    public static ProvenanceReport Detect(ChangeSet changes)
    {
        ProvenanceEvidence[] evidence =
        [
            .. changes.Commits.SelectMany(EvidenceOf),
            .. changes.PullRequests.SelectMany(pull => EvidenceOf(pull, changes.Range.Head)),
        ];
        var kind = evidence.Select(found => found.Kind).DefaultIfEmpty(ProvenanceKind.None).Max();
        if (changes.IncompleteBecause is not null && kind is ProvenanceKind.None)
        {
            kind = ProvenanceKind.Unknown;
        }

        string[] tools = [.. evidence.Select(found => found.Tool).Distinct(StringComparer.OrdinalIgnoreCase)];
        return new ProvenanceReport(kind, tools, evidence, changes.IncompleteBecause);
    }

    private static IEnumerable<ProvenanceEvidence> EvidenceOf(Commit commit)
    {
        if (SignalCatalogue.ToolOf(commit.Author) is { } writer)
        {
            yield return new ProvenanceEvidence(commit.Sha, KindOf(commit.Author), writer, "author", Describe(commit.Author));
        }
        else if (SignalCatalogue.IsMarkedAsAiderAuthor(commit.Author))
        {
            yield return new ProvenanceEvidence(commit.Sha, ProvenanceKind.Assisted, "Aider", "author", Describe(commit.Author));
        }

        if (SignalCatalogue.ToolOf(commit.Committer) is { } committer)
        {
            yield return new ProvenanceEvidence(
                commit.Sha, ProvenanceKind.Assisted, committer, "committer", Describe(commit.Committer));
        }

        foreach (var trailer in Trailer.Parse(commit.Message))
        {
            var tool = trailer.Is("Co-authored-by") || trailer.Is("Co-developed-by")
                ? SignalCatalogue.ToolOf(MailAddress.ToIdentity(trailer.Value))
                : SignalCatalogue.ToolOf(trailer);
            if (tool is not null)
            {
                yield return new ProvenanceEvidence(commit.Sha, ProvenanceKind.Assisted, tool, "trailer", trailer.ToString());
            }
        }

        foreach (var (marker, tool) in SignalCatalogue.MarkersIn(commit.Message))
        {
            yield return new ProvenanceEvidence(commit.Sha, ProvenanceKind.Assisted, tool, "message", marker);
        }
    }

    private static IEnumerable<ProvenanceEvidence> EvidenceOf(PullRequest pull, string head)
    {
        if (SignalCatalogue.ToolOf(pull.Author) is { } author)
        {
            yield return new ProvenanceEvidence(
                head, KindOf(pull.Author), author, "pull-request author", $"#{pull.Number} by {pull.Author}");
        }

        foreach (var (marker, tool) in SignalCatalogue.MarkersIn(pull.Body))
        {
            yield return new ProvenanceEvidence(head, ProvenanceKind.Assisted, tool, "pull-request", marker);
        }
    }

    private static ProvenanceKind KindOf(ActorIdentity tool) =>
        SignalCatalogue.AgentOf(tool) is null ? ProvenanceKind.Assisted : ProvenanceKind.Agent;

    private static string Describe(ActorIdentity identity) => $"{identity.Name} <{identity.Email}>";
}
