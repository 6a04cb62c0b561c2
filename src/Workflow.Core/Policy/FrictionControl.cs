using System.Text.Json.Serialization;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>A temporary stricter rule beside the policy, such as after an incident. It can only add to what the policy asks for.</summary>
/// <param name="Name">Unique among the controls.</param>
/// <param name="Digest">SHA-256 of the source it was read from, so that a decision can name what it was made under.</param>
/// <param name="Owner">The e-mail address of who answers for it and hears of its end.</param>
/// <param name="Reason">Why it was added.</param>
/// <param name="Incident">An absolute http or https URL of the incident; null where there was none.</param>
/// <param name="Requirement">What a release needs at least.</param>
/// <param name="Starts">The first moment at which it is in force.</param>
/// <param name="Expires">When it was to end at first. After the start, at most <see cref="LongestLife"/>.</param>
public sealed record FrictionControl(
    string Name,
    string Digest,
    string Owner,
    string Reason,
    Uri? Incident,
    FrictionScope Scope,
    ReviewRequirement Requirement,
    DateTimeOffset Starts,
    DateTimeOffset Expires,
    FrictionMode Mode)
{
    /// <summary>What shall hold for longer belongs into the policy, or is renewed with a reason.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(90);

    /// <summary>How long before its end the owner hears of it.</summary>
    public static readonly TimeSpan NoticePeriod = TimeSpan.FromDays(3);

    /// <summary>Who added it; null where it comes from a file.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Each gives it a longer life, oldest first.</summary>
    public IReadOnlyList<FrictionRenewal> Renewals { get; init; } = [];

    /// <summary>Who ended it before its time; null where nobody did.</summary>
    public FrictionEnd? End { get; init; }

    /// <summary>The first moment at which it is no longer in force, with its renewals and its early end.</summary>
    [JsonIgnore]
    public DateTimeOffset Until => End is { } end && end.At < Latest ? end.At : Latest;

    private DateTimeOffset Latest => Renewals.Count == 0 ? Expires : Renewals[^1].Until;

    public FrictionState StateAt(DateTimeOffset at) =>
        at >= Until ? FrictionState.Ended : at < Starts ? FrictionState.Upcoming : FrictionState.InForce;

    /// <summary>What the owner is to hear at a moment; null for nothing.</summary>
    public FrictionNotice? NoticeAt(DateTimeOffset at)
    {
        // Who wrote or renewed a control that then lives no longer than the notice period needs no notice of its end.
        var soon = Until - NoticePeriod;
        var from = Renewals.Count == 0 ? Starts : Renewals[^1].At;
        return StateAt(at) switch
        {
            FrictionState.Ended => FrictionNotice.Ended,
            FrictionState.InForce when at >= soon && from < soon => FrictionNotice.EndsSoon,
            FrictionState.InForce when CreatedBy == AuditEntry.Gate => FrictionNotice.Opened,
            _ => null,
        };
    }
}

/// <summary>A longer life for a control.</summary>
/// <param name="Reason">Why it is still needed.</param>
/// <param name="Until">The first moment at which it is no longer in force. At most <see cref="FrictionControl.LongestLife"/> after <paramref name="At"/>.</param>
public sealed record FrictionRenewal(DateTimeOffset At, string By, string Reason, DateTimeOffset Until);

/// <summary>The end of a control before its time.</summary>
/// <param name="Reason">Why it is no longer needed.</param>
public sealed record FrictionEnd(DateTimeOffset At, string By, string Reason);

/// <summary>Whether a control takes effect.</summary>
public enum FrictionMode
{
    /// <summary>Evaluated and reported, not enforced.</summary>
    Shadow,
    Enforce,
}

/// <summary>Where a control stands in its life.</summary>
public enum FrictionState
{
    Upcoming,
    InForce,
    Ended,
}

/// <summary>What the owner of a control hears.</summary>
public enum FrictionNotice
{
    /// <summary>An incident opened it.</summary>
    Opened,
    EndsSoon,
    Ended,
}

/// <summary>Which deployments a control is about. Letter case does not matter, as it does not to the policy.</summary>
/// <param name="Environments">One of them; empty for all, unprotected ones too.</param>
/// <param name="Services">One of them; empty for all.</param>
public sealed record FrictionScope(IReadOnlyList<string> Environments, IReadOnlyList<string> Services)
{
    /// <summary>What the scope saw, in the words of the policy's predicates; it holds the deployment when all are satisfied.</summary>
    public IReadOnlyList<PredicateResult> Evaluate(DeploymentRequest request) =>
    [
        .. Compare(EnvironmentPredicate.Keyword, Environments, request.Environment),
        .. Compare(ServicePredicate.Keyword, Services, request.Service),
    ];

    private static IEnumerable<PredicateResult> Compare(string name, IReadOnlyList<string> expected, string seen) =>
        expected.Count == 0
            ? []
            : [new PredicateResult(name, expected.Contains(seen, StringComparer.OrdinalIgnoreCase), expected, [seen])];
}

/// <summary>A control's part in a verdict.</summary>
/// <param name="State">Where it stood when the policy was evaluated.</param>
/// <param name="Applies">Whether it was in force and the deployment in its scope; in shadow mode it then is reported only.</param>
/// <param name="Scope">What its scope saw.</param>
/// <param name="Explanation">In a sentence or two, what it asks for and until when, or why it does not.</param>
public sealed record FrictionResult(
    FrictionControl Control, FrictionState State, bool Applies, IReadOnlyList<PredicateResult> Scope, string Explanation)
{
    /// <summary>What it does, or would do in shadow mode, to what the policy says; null in results from before this was told.</summary>
    public FrictionEffect? Effect { get; init; }

    public bool IsEnforced => Applies && Control.Mode is FrictionMode.Enforce;
}

/// <summary>What a control does to what the policy says.</summary>
public enum FrictionEffect
{
    /// <summary>Nothing: the policy asks for as much, or blocks, or the control does not apply.</summary>
    None,

    /// <summary>The policy asks for less.</summary>
    Raises,

    /// <summary>The policy would release at once.</summary>
    Holds,
}
