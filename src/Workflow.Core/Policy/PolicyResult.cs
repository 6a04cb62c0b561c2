using System.Globalization;
using System.Text.Json.Serialization;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>The verdict with its explanation. Kept in the audit, shown on cards and in the console.</summary>
/// <param name="Reason">One sentence.</param>
/// <param name="Rules">Every rule that was evaluated, matched or not, in the policy's order.</param>
/// <param name="Requirement">What a release needs; null unless a review is required.</param>
/// <param name="Escalation">The ladder to climb; empty unless a review is required.</param>
public sealed record PolicyResult(
    Verdict Verdict,
    string Reason,
    string PolicyName,
    string PolicyDigest,
    IReadOnlyList<RuleResult> Rules,
    ReviewRequirement? Requirement,
    IReadOnlyList<EscalationStep> Escalation,
    bool SupersedesOlder = false)
{
    private const string RaisedMark = " (raised ";

    /// <summary>Every friction control that is to come, in force, or ended within a week, by its start.</summary>
    public IReadOnlyList<FrictionResult> FrictionControls { get; init; } = [];

    /// <summary>The names of the rules that made the verdict; empty where the default or something beside the rules made it.</summary>
    public IReadOnlyList<string> Deciding { get; init; } = [];

    /// <summary>By which ladder a release is reviewed that a friction control raises later; empty where another one is in force.</summary>
    public IReadOnlyList<EscalationStep> DefaultLadder { get; init; } = [];

    /// <summary>
    /// Whether those who made the change get a card that tells how it stands; false in results from before they did.
    /// </summary>
    public bool TellsAuthors { get; init; }

    /// <summary>
    /// Whether the ladder goes by what became of its mails: whom they reached although others were refused, and that none is waited for
    /// which reached nobody. False in results from before it did.
    /// </summary>
    public bool FollowsMails { get; init; }

    /// <summary>Whom the policy spares when reviewers are asked; null for nobody.</summary>
    public ReviewerLimits? Reviewers { get; init; }

    /// <summary>The policy's <see cref="DeploymentPolicy.SignsAnsweredShare"/>.</summary>
    public int SignsAnsweredShare { get; init; }

    /// <summary>How often what the review needs was raised after it had been decided.</summary>
    public int Raises { get; init; }

    /// <summary>Every freeze window that is about this deployment, whether it is frozen now or not.</summary>
    public IReadOnlyList<FreezeResult> Freezes { get; init; } = [];

    /// <summary>What else had a part in the verdict, what overrules the others first; empty in results from before this was told.</summary>
    public IReadOnlyList<GroundResult> Grounds { get; init; } = [];

    /// <summary>Those that made the verdict before the others, each in the policy's order.</summary>
    [JsonIgnore]
    public IEnumerable<RuleResult> RulesByPart => Rules.OrderByDescending(rule => Deciding.Contains(rule.Name));

    /// <summary>The break-glass that turned the verdict into a release; null where none did.</summary>
    public BreakGlass? BreakGlass { get; init; }

    /// <summary>
    /// The same, asked for after the review was decided. The steps get names of their own, so that the audit tells them from those that
    /// were climbed.
    /// </summary>
    public PolicyResult AskedAgain() => this with
    {
        Raises = Raises + 1,
        Escalation = [.. Escalation.Select(step => step with { Name = NameRaised(step.Name, Raises + 1) })],
    };

    /// <summary>The same with a release by break-glass in place of its verdict.</summary>
    public PolicyResult ReleasedBy(BreakGlass known) => this with
    {
        Verdict = Verdict.Release,
        Reason = $"{known.Describe()} Without it: {Reason}",
        Requirement = null,
        Escalation = [],
        Deciding = [],
        BreakGlass = known,
        Grounds =
        [
            GroundResult.OfSentence(GroundKind.BreakGlass, known.Describe()),
            .. Grounds.Select(ground => ground with { Decides = false }),
        ],
    };

    private static string NameRaised(string step, int number)
    {
        var mark = step.LastIndexOf(RaisedMark, StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{(mark > 0 ? step[..mark] : step)}{RaisedMark}{number})");
    }
}

/// <summary>A verdict without its explanation.</summary>
/// <param name="Requirement">What a release needs; null unless a review is required.</param>
/// <param name="Escalation">The ladder to climb; empty unless a review is required.</param>
/// <param name="Deciding">
/// The names of the rules that made the verdict; empty where the default or something beside the rules made it.
/// </param>
public sealed record PolicyDecision(
    Verdict Verdict, ReviewRequirement? Requirement, IReadOnlyList<EscalationStep> Escalation, IReadOnlyList<string> Deciding);

/// <summary>Whether a rule matched, and each predicate's part in that.</summary>
public sealed record RuleResult(string Name, bool Matched, Verdict Verdict, IReadOnlyList<PredicateResult> Predicates);

/// <summary>What one predicate saw.</summary>
/// <param name="Name">Its keyword in the policy file.</param>
/// <param name="Expected">What would have satisfied it.</param>
/// <param name="Seen">What it saw.</param>
public sealed record PredicateResult(string Name, bool Satisfied, IReadOnlyList<string> Expected, IReadOnlyList<string> Seen)
{
    /// <summary>Whether it could not be found out; it then is not satisfied either.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>What the parts of a combination saw; empty for all others.</summary>
    public IReadOnlyList<PredicateResult> Parts { get; init; } = [];

    /// <summary>For readers: <c>provenance is agent (one of assisted, agent)</c>.</summary>
    public string Description => (Name, Parts) switch
    {
        (AllPredicate.Keyword, _) => $"({string.Join(" and ", Parts.Select(part => part.Description))})",
        (AnyPredicate.Keyword, _) => $"({string.Join(" or ", Parts.Select(part => part.Description))})",
        (NotPredicate.Keyword, [var part]) => $"not ({part.Description})",
        _ => $"{Name} is {(IsUnknown ? "unknown" : Seen.Count == 0 ? "nothing" : string.Join(", ", Seen))}{Comparison}",
    };

    /// <summary>A single value that was seen as it is expected needs no comparison.</summary>
    private string Comparison => (Expected, Satisfied) switch
    {
        ([], _) => " (no value satisfies it)",
        _ when IsUnknown => $" (wanted: {string.Join(", ", Expected)})",
        ([var only], true) when Seen is [var seen] && seen == only => string.Empty,
        ([var only], true) => $" (matches {only})",
        ([var only], false) => $" (not {only})",
        (_, true) => $" (one of {string.Join(", ", Expected)})",
        _ => $" (none of {string.Join(", ", Expected)})",
    };
}
