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

    /// <returns>Whose word is missing; null where nobody's is.</returns>
    public static string? DescribeMissing(
        IReadOnlyList<(Commit Commit, CommitProvenance Found)> commits, List<AiAttestation> attestations, SignalCatalogue catalogue)
    {
        var silent = commits
            .Where(one => one.Found.Kind is ProvenanceKind.None)
            .Select(one => (one.Commit, Writers: WritersOf(one.Commit, catalogue)))
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

    /// <summary>The people who wrote a commit, the author first. For what programs wrote, who committed it can speak.</summary>
    private static List<ActorIdentity> WritersOf(Commit commit, SignalCatalogue catalogue)
    {
        var coAuthors = Trailer.Parse(commit.Message)
            .Where(trailer => trailer.Is("Co-authored-by") || trailer.Is("Co-developed-by"))
            .Select(trailer => MailAddress.ToIdentity(trailer.Value));
        var writers = coAuthors.Prepend(commit.Author).Where(IsPerson).ToList();
        return writers.Count > 0 ? writers : [.. new[] { commit.Committer }.Where(IsPerson)];

        bool IsPerson(ActorIdentity identity) => identity.Keys().Any() && !catalogue.IsProgram(identity);
    }
}
