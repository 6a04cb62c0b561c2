using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Core.Risk;

namespace Workflow.Core.Reviews;

/// <summary>What the gate found out about a change before the policy decided: small enough to be kept with the review.</summary>
/// <param name="AuthorLevel">
/// The lowest level among those who wrote it. Unknown people, commits without a human and commits that could not be read count as junior.
/// </param>
public sealed record ChangeAssessment(
    ProvenanceReport Provenance, IReadOnlyList<Participant> Participants, Level AuthorLevel, ChangeSummary Changes)
{
    /// <summary>What the change can break; null where nothing was read for it, as in reviews from before the gate did.</summary>
    public RiskReport? Risk { get; init; }

    /// <summary>What asked for the deployment; null in assessments from before this was told.</summary>
    public ActorKind? RequestedBy { get; init; }

    /// <summary>
    /// Directory ids of those above anyone who wrote the change in the line of management; null where it was not looked up. Who is
    /// directly below tells it by <see cref="Person.ManagerId"/>.
    /// </summary>
    public IReadOnlyList<string>? ManagementLine { get; init; }

    /// <summary>Who owns the changed files by the repository's CODEOWNERS, as it names them; null where there is no such file.</summary>
    public IReadOnlyList<string>? CodeOwners { get; init; }

    /// <param name="participants">With their persons already looked up.</param>
    /// <param name="signals">By which AI tools and other programs are known.</param>
    /// <param name="declaration">What the request says about the part that AI had.</param>
    /// <param name="requiresAttestation">Whether commits without a signal need the word of who wrote them that no AI took part.</param>
    public static ChangeAssessment Of(
        ChangeSet changes,
        IReadOnlyList<Participant> participants,
        SignalCatalogue signals,
        AiDeclaration? declaration = null,
        bool requiresAttestation = false)
    {
        var isWhollyKnown = changes.IncompleteBecause is null && changes.Commits.All(commit => HasHumanWriter(commit, signals));
        var level = isWhollyKnown
            ? participants.Where(one => one.WroteIt).Select(one => one.Person?.Level ?? Level.Junior).DefaultIfEmpty(Level.Junior).Min()
            : Level.Junior;
        var provenance = new ProvenanceDetector(signals).Detect(changes, declaration, requiresAttestation);
        return new ChangeAssessment(provenance, participants, level, ChangeSummary.Of(changes));
    }

    /// <summary>Whether a person is above somebody who wrote the change, as far as the line of management is known.</summary>
    public bool IsAbove(Person person) => ManagementLine?.Contains(person.Id) == true;

    /// <summary>What kind of actor asks for a deployment.</summary>
    /// <returns>Null where the request does not say who asks.</returns>
    public static ActorKind? KindOf(ActorIdentity requester, SignalCatalogue signals) =>
        !requester.Keys().Any() ? null
        : signals.AgentOf(requester) is not null ? ActorKind.Agent
        : signals.IsProgram(requester) ? ActorKind.Program
        : ActorKind.Human;

    private static bool HasHumanWriter(Commit commit, SignalCatalogue signals)
    {
        var alone = new ChangeSet(new CommitRange(null, commit.Sha), [commit], []);
        return Participant.Of(new ActorIdentity(), alone, signals).Any(one => one.WroteIt);
    }
}

/// <summary>The size of a change and its paths.</summary>
/// <param name="Subjects">Subjects of the newest commits, at most <see cref="MaxSubjects"/>.</param>
/// <param name="Paths">Every changed path, for the policy and for the reviewer.</param>
public sealed record ChangeSummary(
    int Commits, int AddedLines, int DeletedLines, IReadOnlyList<string> Subjects, IReadOnlyList<ChangedPath> Paths)
{
    public const int MaxSubjects = 10;

    /// <summary>Of which parts there may be more than are counted here; none in summaries from before this was told.</summary>
    public ChangeParts Missing { get; init; }

    public static ChangeSummary Of(ChangeSet changes) => new(
        changes.Commits.Count,
        changes.Files.Sum(file => file.AddedLines),
        changes.Files.Sum(file => file.DeletedLines),
        [.. changes.Commits.Take(MaxSubjects).Select(commit => commit.Subject)],
        [.. changes.Files.Select(file => new ChangedPath(file.Path, file.Kind, file.PreviousPath))])
    {
        Missing = changes.Missing,
    };
}

/// <summary>A changed path and what happened to it.</summary>
/// <param name="PreviousPath">Where a renamed file was before; null for all others.</param>
public sealed record ChangedPath(string Path, FileChangeKind Kind, string? PreviousPath = null);

/// <summary>What kind of actor does something.</summary>
public enum ActorKind
{
    Human,

    /// <summary>A program that does what it was told step by step, such as a release bot.</summary>
    Program,

    /// <summary>An autonomous AI agent.</summary>
    Agent,
}
