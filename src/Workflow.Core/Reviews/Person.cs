using Workflow.Core.Deployments;

namespace Workflow.Core.Reviews;

/// <summary>Seniority, lowest first. People whom the directory does not know count as <see cref="Junior"/>.</summary>
public enum Level
{
    Junior,
    Mid,
    Senior,
    Principal,
}

/// <summary>Whether somebody is at their desk at a moment. Who is out of office has an <see cref="Absence"/>.</summary>
public enum Presence
{
    Unknown,
    Available,

    /// <summary>In a call or a meeting.</summary>
    Busy,
    Away,
    DoNotDisturb,
    Offline,
}

/// <summary>A person of the directory.</summary>
/// <param name="Id">The directory's own identifier, stable and unique.</param>
/// <param name="ObjectId">The Entra ID object id: whom Teams messages go to and whose decisions count.</param>
public sealed record Person(string Id, string Name, Level Level, string? ObjectId = null)
{
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Accounts with their host, such as <c>github:octocat</c>.</summary>
    public IReadOnlyList<string> Logins { get; init; } = [];

    /// <summary>Free role names that ladders ask for, such as <c>release-manager</c>.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    public string? ManagerId { get; init; }

    public string? Team { get; init; }

    /// <summary>The language that the person reads, as a BCP 47 tag such as <c>de-AT</c>; null where the directory does not know.</summary>
    public string? Language { get; init; }

    /// <summary>When the person works; null where the directory does not know.</summary>
    public WorkingHours? Hours { get; init; }

    /// <summary>When the person is away.</summary>
    public IReadOnlyList<Absence> Absences { get; init; } = [];

    /// <summary>Whether the person is there, when they were looked for: about a minute is what it is good for.</summary>
    public Presence Presence { get; init; }

    /// <summary>The directory's id of who stands in for the person; null for nobody.</summary>
    public string? DelegateId { get; init; }

    /// <summary>Whether the person reviews nothing until further notice.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>Where mail goes; null where the directory has no address.</summary>
    public string? Email => Emails.Count > 0 ? Emails[0] : null;

    /// <summary>One identity by which the directory finds this person again.</summary>
    public ActorIdentity Identity => new(Name, Email, Logins.Count > 0 ? Logins[0] : null, ObjectId);

    /// <summary>The absence that a moment is in, or null.</summary>
    public Absence? AbsenceAt(DateTimeOffset at) => Absences.FirstOrDefault(absence => absence.From <= at && at < absence.Until);

    /// <summary>Everything that this person is known by, comparable with <see cref="ActorIdentity.Keys"/>.</summary>
    public IEnumerable<string> Keys() =>
        new ActorIdentity(ObjectId: ObjectId).Keys()
            .Concat(Emails.SelectMany(email => new ActorIdentity(Email: email).Keys()))
            .Concat(Logins.SelectMany(login => new ActorIdentity(Login: login).Keys()));
}
