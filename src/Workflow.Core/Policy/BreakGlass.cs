using Workflow.Core.Deployments;
using Workflow.Core.Reviews;

namespace Workflow.Core.Policy;

/// <summary>What a break-glass releases: this head of this service in this environment, and nothing else.</summary>
public sealed record BreakGlassContent(string Service, string Environment, RepositoryReference Repository, string Head)
{
    public static BreakGlassContent Of(DeploymentRequest request) =>
        new(request.Service, request.Environment, request.Repository, request.Commits.Head.ToLowerInvariant());

    public override string ToString() => $"{Service} to {Environment} at {Head}";
}

/// <summary>A release in an emergency: one person asks for it, a second one confirms it, and a review follows.</summary>
/// <param name="Number">1 for the first of its content; a new one is opened only after the one before it has expired.</param>
/// <param name="Deployment">The deployment for which it was asked.</param>
/// <param name="ConfirmBy">Unconfirmed, it has expired from this moment on.</param>
/// <param name="Terms">The rules of the policy under which it was asked: it keeps them.</param>
/// <param name="PolicyDigest">SHA-256 of that policy.</param>
public sealed record BreakGlass(
    BreakGlassContent Content,
    int Number,
    DeploymentId Deployment,
    BreakGlassPlea Asked,
    DateTimeOffset ConfirmBy,
    BreakGlassRules Terms,
    string PolicyDigest)
{
    public BreakGlassConfirmation? Confirmed { get; init; }

    /// <summary>The deployments that it released, in order.</summary>
    public IReadOnlyList<BreakGlassUse> Uses { get; init; } = [];

    /// <summary>When the review after the fact rejected what it released: from then on it releases nothing more.</summary>
    public DateTimeOffset? RejectedAt { get; init; }

    /// <summary>From this moment on it releases nothing more; null while it is not confirmed.</summary>
    public DateTimeOffset? ValidUntil => RejectedAt ?? Confirmed?.At + Terms.Validity;

    public BreakGlassState StateAt(DateTimeOffset at) => ValidUntil is { } end
        ? at < end ? BreakGlassState.Confirmed : BreakGlassState.Expired
        : at < ConfirmBy ? BreakGlassState.Asked : BreakGlassState.Expired;

    /// <summary>Who is behind it and why, in a sentence.</summary>
    public string Describe() =>
        $"Break-glass asked for by {Asked.Person.Name}, {(Confirmed is { } by ? $"confirmed by {by.Person.Name}" : "not confirmed yet")}: "
        + $"{Asked.Reason} (incident {Asked.Incident}).";
}

/// <summary>Where a break-glass stands.</summary>
public enum BreakGlassState
{
    /// <summary>Waits for a second person. Releases nothing.</summary>
    Asked,

    /// <summary>Releases its content.</summary>
    Confirmed,

    /// <summary>Nobody confirmed in time, its validity is over, or the review after the fact rejected it. Releases nothing.</summary>
    Expired,
}

/// <summary>Who asks for a break-glass, and why.</summary>
/// <param name="Incident">The incident's number or its URL.</param>
public sealed record BreakGlassPlea(Person Person, string Reason, string Incident, DateTimeOffset At)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReasonLength = 1000;

    /// <summary>The longest incident number or URL, in characters.</summary>
    public const int MaxIncidentLength = 500;

    /// <summary>The incident's address; null where it is named by a number.</summary>
    public Uri? IncidentUrl => Uri.TryCreate(Incident, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}

/// <summary>Who confirmed a break-glass.</summary>
public sealed record BreakGlassConfirmation(Person Person, string? Comment, DateTimeOffset At);

/// <summary>A deployment that a break-glass released.</summary>
public sealed record BreakGlassUse(DeploymentId Deployment, DateTimeOffset At);

/// <summary>Why a break-glass is refused.</summary>
public enum BreakGlassRefusal
{
    UnknownDeployment,
    NotOffered,
    UnknownPerson,
    ReasonRequired,
    IncidentRequired,
    RequesterNotAllowed,

    /// <summary>The deployment was released, rejected or ended in a way that only a new request mends.</summary>
    DeploymentEnded,

    /// <summary>It is not known who took part in the change.</summary>
    ContentUnreadable,
    AlreadyAsked,
    NotAsked,
    Expired,
    OwnRequest,
    ConfirmerNotEligible,
    AlreadyConfirmed,
    ContentChanged,
}

/// <summary>The answer to one step of a break-glass: as it then stands, or why it is refused.</summary>
public sealed record BreakGlassJudgement(BreakGlassRefusal? Refusal, string Message, BreakGlass? Accepted)
{
    public bool IsAccepted => Accepted is not null;

    internal static BreakGlassJudgement Refuse(BreakGlassRefusal refusal, string message) => new(refusal, message, null);

    internal static BreakGlassJudgement Accept(BreakGlass accepted, string message) => new(null, message, accepted);
}
