using System.Text.Json.Serialization;
using Workflow.Api.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Api.Policy;

/// <summary>A friction control as programs ask for it.</summary>
/// <param name="Owner">The e-mail address of who answers for it; absent for whoever asks.</param>
/// <param name="Starts">Absent for now.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FrictionOrderJson(
    string Name,
    string Reason,
    FrictionScopeJson Scope,
    FrictionRequirementJson Requires,
    DateTimeOffset Expires,
    FrictionMode Mode,
    string? Owner = null,
    Uri? Incident = null,
    DateTimeOffset? Starts = null)
{
    internal FrictionControl ToControl() => new(
        Name,
        Digest: "",
        Owner ?? "",
        Reason.Trim(),
        Incident,
        new FrictionScope(Scope.Environments ?? [], Scope.Services ?? []),
        Requires.ToRequirement(),
        Starts ?? DateTimeOffset.MinValue,
        Expires,
        Mode);
}

/// <summary>Which deployments a control is about; an absent list is all.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FrictionScopeJson(IReadOnlyList<string>? Environments = null, IReadOnlyList<string>? Services = null);

/// <summary>What a control asks for, as <see cref="ReviewRequirement"/> has it.</summary>
/// <param name="MinimumReadingMinutes">0 to 240.</param>
/// <param name="FreshSignInMinutes">0 to 1440; 0 asks for no proof of a sign-in.</param>
/// <param name="Evidence"><c>diff</c>, <c>run</c>, <c>findings</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FrictionRequirementJson(
    Level Level,
    int Approvals = 1,
    IReadOnlyList<string>? Roles = null,
    IReadOnlyList<string>? Teams = null,
    bool CodeOwner = false,
    bool DifferentTeams = false,
    bool Independent = false,
    IReadOnlyList<string>? Checklist = null,
    int MinimumReadingMinutes = 0,
    IReadOnlyList<EvidenceKinds>? Evidence = null,
    int FreshSignInMinutes = 0)
{
    internal static FrictionRequirementJson Of(ReviewRequirement requirement) => new(
        requirement.MinimumLevel,
        requirement.Approvals,
        requirement.Roles,
        requirement.Teams,
        requirement.CodeOwner,
        requirement.DifferentTeams,
        requirement.Independent,
        requirement.Checklist,
        (int)requirement.MinimumReading.TotalMinutes,
        ApprovalRules.Split(requirement.Evidence),
        (int)requirement.FreshSignIn.TotalMinutes);

    internal ReviewRequirement ToRequirement() => new(Level, Approvals)
    {
        Roles = Sort(Roles, StringComparer.OrdinalIgnoreCase),
        Teams = Sort(Teams, StringComparer.OrdinalIgnoreCase),
        CodeOwner = CodeOwner,
        DifferentTeams = DifferentTeams,
        Independent = Independent,
        Checklist = Sort(Checklist, StringComparer.Ordinal),
        MinimumReading = TimeSpan.FromMinutes(MinimumReadingMinutes),
        Evidence = (Evidence ?? []).Aggregate(EvidenceKinds.None, (all, one) => all | one),
        FreshSignIn = TimeSpan.FromMinutes(FreshSignInMinutes),
    };

    private static string[] Sort(IReadOnlyList<string>? names, StringComparer comparer) =>
        [.. (names ?? []).Distinct(comparer).Order(comparer)];
}

/// <param name="Until">At most 90 days ahead.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FrictionRenewalJson(string Reason, DateTimeOffset Until);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FrictionEndJson(string Reason);

/// <summary>A friction control as programs read it.</summary>
/// <param name="Until">The first moment at which it is no longer in force, with its renewals and its early end.</param>
/// <param name="CreatedBy">Absent where it comes from the file.</param>
public sealed record FrictionControlJson(
    string Name,
    FrictionState State,
    FrictionMode Mode,
    string Owner,
    string Reason,
    Uri? Incident,
    FrictionScope Scope,
    FrictionRequirementJson Requires,
    DateTimeOffset Starts,
    DateTimeOffset Until,
    string? CreatedBy,
    IReadOnlyList<FrictionRenewal> Renewals,
    FrictionEnd? End)
{
    /// <summary>What was done, in a sentence; absent where nothing was.</summary>
    public string? Message { get; init; }

    public static FrictionControlJson Of(FrictionControl control, DateTimeOffset now) => new(
        control.Name,
        control.StateAt(now),
        control.Mode,
        control.Owner,
        control.Reason,
        control.Incident,
        control.Scope,
        FrictionRequirementJson.Of(control.Requirement),
        control.Starts,
        control.Until,
        control.CreatedBy,
        control.Renewals,
        control.End);
}

/// <param name="Controls">By their start.</param>
/// <param name="Audit">The life of each, and the incidents.</param>
public sealed record FrictionListJson(IReadOnlyList<FrictionControlJson> Controls, AuditJson Audit);
