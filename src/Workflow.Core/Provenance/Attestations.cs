using Workflow.Core.Deployments;

namespace Workflow.Core.Provenance;

/// <summary>Collects who says that no AI took part, and finds the commits about which nobody who wrote them says so.</summary>
internal static class Attestations
{
    /// <summary>More names are counted, not listed.</summary>
    private const int MostNames = 5;

    public static List<AiAttestation> Collect(
        IReadOnlyList<(Commit Commit, CommitProvenance Found)> commits, AiDeclaration? declaration)
    {
        List<AiAttestation> attestations =
        [
            .. commits
                .Where(one => one.Found.Denial is not null)
                .Select(one => new AiAttestation(one.Commit.Author, one.Found.Denial!, one.Commit.Sha)),
        ];
        if (declaration is { Kind: ProvenanceKind.None, By: { } by })
        {
            attestations.Add(new AiAttestation(by, declaration.Statement ?? "No AI took part.", null));
        }

        return attestations;
    }

    /// <param name="declaration">Whoever declares that AI took part is not silent about what they wrote.</param>
    /// <returns>Whose word is missing; null where nobody's is.</returns>
    public static string? DescribeMissing(
        IReadOnlyList<(Commit Commit, CommitProvenance Found)> commits,
        List<AiAttestation> attestations,
        AiDeclaration? declaration,
        SignalCatalogue catalogue)
    {
        var declarer = declaration?.Kind is ProvenanceKind.Assisted or ProvenanceKind.Agent ? declaration.By : null;
        var silent = commits
            .Where(one => one.Found.Kind is ProvenanceKind.None)
            .Select(one => (one.Commit, Writers: WritersOf(one.Commit, catalogue)))
            .Where(one => declarer is null || !one.Writers.Exists(declarer.IsSameActorAs))
            .Where(one => !attestations.Exists(attestation => Covers(attestation, one.Commit, one.Writers)))
            .ToList();
        if (silent.Count == 0)
        {
            return null;
        }

        string[] names = [.. silent.Select(one => (one.Writers.FirstOrDefault() ?? one.Commit.Author).ToString()).Distinct()];
        var more = names.Length > MostNames ? $" and {names.Length - MostNames} others" : "";
        var whose = $"{string.Join(", ", names.Take(MostNames))}{more}";
        return $"Nobody attests that no AI took part in {silent.Count} of {commits.Count} commits: the word of {whose} is missing.";
    }

    /// <summary>A word about one commit counts if its author is a person; one about the change, for what its speaker wrote.</summary>
    private static bool Covers(AiAttestation attestation, Commit commit, List<ActorIdentity> writers) =>
        (attestation.CommitSha is null || attestation.CommitSha == commit.Sha) && writers.Exists(attestation.By.IsSameActorAs);

    /// <summary>
    /// Who can speak for a commit: its author, as anybody can be named a co-author in its text. For what programs wrote, the people who
    /// are named so, or else who committed it.
    /// </summary>
    private static List<ActorIdentity> WritersOf(Commit commit, SignalCatalogue catalogue)
    {
        if (IsPerson(commit.Author))
        {
            return [commit.Author];
        }

        var coAuthors = Trailer.Parse(commit.Message)
            .Where(trailer => trailer.Is("Co-authored-by") || trailer.Is("Co-developed-by"))
            .Select(trailer => MailAddress.ToIdentity(trailer.Value));
        var writers = coAuthors.Where(IsPerson).ToList();
        return writers.Count > 0 ? writers : [.. new[] { commit.Committer }.Where(IsPerson)];

        bool IsPerson(ActorIdentity identity) => identity.Keys().Any() && !catalogue.IsProgram(identity);
    }
}
