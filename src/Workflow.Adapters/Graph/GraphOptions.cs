using System.ComponentModel.DataAnnotations;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Graph;

/// <summary>
/// The people directory in Microsoft Entra ID, read through Microsoft Graph with the application permissions <c>User.Read.All</c> and
/// <c>GroupMember.Read.All</c>, and what its switches ask for besides. Validated on start.
/// </summary>
public sealed class GraphOptions
{
    /// <summary>The Entra ID tenant. Required unless <see cref="UseManagedIdentity"/>.</summary>
    public string? TenantId { get; set; }

    /// <summary>The application's client id, or that of the user-assigned managed identity. Required.</summary>
    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>The application's client secret. Required unless <see cref="UseManagedIdentity"/>; never logged.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Whether the gate asks as a user-assigned managed identity, with <see cref="ClientId"/>. Default false.</summary>
    public bool UseManagedIdentity { get; set; }

    /// <summary>
    /// Root of Microsoft Graph, https, or http on loopback, with <c>/v1.0</c> at its end; another for national clouds and tests. The token
    /// goes to this host alone. Default: the public cloud's.
    /// </summary>
    [Required]
    public Uri BaseUrl { get; set; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>Groups whose members, also those of groups in them, have a level: the highest of theirs. Default none.</summary>
    public IList<LevelGroup> LevelGroups { get; } = [];

    /// <summary>Groups whose members, also those of groups in them, have a role that ladders ask for. Default none.</summary>
    public IList<RoleGroup> RoleGroups { get; } = [];

    /// <summary>
    /// Job titles that give people outside of all <see cref="LevelGroups"/> a level; the first that fits decides. Default none: then such
    /// people are junior.
    /// </summary>
    public IList<TitleLevel> TitleLevels { get; } = [];

    /// <summary>
    /// The number of the <c>onPremisesExtensionAttributes</c> that holds a person's account, by host such as <c>github</c>. 1 to 15.
    /// Default none.
    /// </summary>
    public IDictionary<string, int> LoginAttributes { get; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the file of people adds to the directory: further logins and addresses of its people, found again by object id or address,
    /// agents with their operators, hours, absences and delegates, and who is suspended. Levels, roles, managers and teams are never taken from
    /// it. Default false.
    /// </summary>
    public bool UsePeopleFile { get; set; }

    /// <summary>
    /// Whether it is read if those who may be asked are at their desks. Needs <c>Presence.Read.All</c> too. Default false.
    /// </summary>
    public bool ReadPresence { get; set; }

    /// <summary>
    /// Whether working hours, time zone and automatic replies are read of those who may be asked. Needs <c>MailboxSettings.Read</c> too.
    /// Default false.
    /// </summary>
    public bool ReadMailboxSettings { get; set; }

    /// <summary>Whether the console shows pictures of those who are asked. Needs no further permission. Default true.</summary>
    public bool ReadPhotos { get; set; } = true;

    /// <summary>How old a presence may become before it is read again. 10 seconds to 10 minutes, default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan PresenceAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How old settings of a mailbox may become before they are read again. 1 minute to 1 hour, default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan MailboxAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How old what was read may become before it is read again. 1 minute to 1 hour, default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan CacheAge { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long it is remembered that somebody is unknown. 0 seconds to 10 minutes, default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MissAge { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How much longer than <see cref="CacheAge"/> what was read is used while it is read again and where Graph cannot be reached; after
    /// that the gate fails closed. 0 seconds to 4 hours, default 20 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "04:00:00")]
    public TimeSpan OutageTolerance { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>The most people of one group; a larger group is an error. 1 to 50,000, default 5,000.</summary>
    [Range(1, 50_000)]
    public int MaxGroupMembers { get; set; } = 5_000;

    /// <summary><see cref="BaseUrl"/> without a slash at its end.</summary>
    internal string Root => BaseUrl.AbsoluteUri.TrimEnd('/');

    /// <summary>Every configured group once.</summary>
    internal IReadOnlyList<string> GroupIds() =>
        [.. LevelGroups.Select(one => one.Group).Concat(RoleGroups.Select(one => one.Group)).Distinct(StringComparer.OrdinalIgnoreCase)];
}

/// <summary>A group that gives its members a level.</summary>
public sealed class LevelGroup
{
    /// <summary>The group's object id, a GUID. Required.</summary>
    public string Group { get; set; } = "";

    /// <summary>Required.</summary>
    public Level? Level { get; set; }
}

/// <summary>A group that gives its members a role.</summary>
public sealed class RoleGroup
{
    /// <summary>The group's object id, a GUID. Required.</summary>
    public string Group { get; set; } = "";

    /// <summary>The role's name, such as <c>release-manager</c>. Required.</summary>
    public string Role { get; set; } = "";
}

/// <summary>Job titles that tell a level.</summary>
public sealed class TitleLevel
{
    /// <summary>The whole title in any letter case, with <c>*</c> for any run of characters and <c>?</c> for one. Required.</summary>
    public string Title { get; set; } = "";

    /// <summary>Required.</summary>
    public Level? Level { get; set; }
}
