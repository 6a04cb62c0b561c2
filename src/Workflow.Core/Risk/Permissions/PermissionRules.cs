using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>What a change allows that was not allowed before.</summary>
public static class PermissionRules
{
    internal static readonly RiskRule Broadened = new("permission-broadened", "Someone or something may do more than before.");
    internal static readonly RiskRule Network = new("network-opened", "The internet is let in where it was not before.");
    internal static readonly RiskRule Public = new("public-access", "Something can be read or used by everyone that could not before.");

    private static readonly RiskRule DenialGone = new("permission-denial-removed", "What was denied is no longer, or otherwise.");
    private static readonly RiskRule Untold = new("permission-untold", "What a change allows cannot be told yet.");

    private static readonly HashSet<string> PermissionAttributes =
    [
        "policy", "policydocument", "policydata", "assumerolepolicy", "assumerolepolicydocument", "inlinepolicy", "accesspolicy",
        "managedpolicyarns", "policyarn", "cidrblocks", "ipv6cidrblocks", "cidripv4", "cidrip", "sourceranges", "sourceaddressprefix",
        "sourceaddressprefixes", "ingress", "securitygroupingress", "role", "members", "member", "roledefinitionid",
        "roledefinitionname", "principal", "acl", "keypolicy", "accesspolicies", "bucketpolicy", "resourcepolicy", "statement",
    ];

    public static IReadOnlyList<RiskRule> All { get; } = [Broadened, Network, Public, DenialGone, Untold];

    /// <summary>Compares what was allowed with what will be. What is made anew counts as newly allowed in whole.</summary>
    public static IEnumerable<RiskFinding> Judge(PlannedChange change)
    {
        if (change.Action is PlannedAction.Delete)
        {
            return JudgeRemoval(change);
        }

        if (change.Action is PlannedAction.None or PlannedAction.Forget or PlannedAction.Import)
        {
            return [];
        }

        var address = change.Where.Address ?? change.Address;
        var before = PermissionGrants.Of(change.Type, address, change.Before);
        var after = PermissionGrants.Of(change.Type, address, change.After);
        return
        [
            .. after.Allowed.Except(before.Allowed).Select(grant => new RiskFinding(
                grant.Rule.Id, grant.Severity, IsReversible(grant), change.Where, $"{change.Address} newly {grant.What}", grant.Sentence)),
            .. before.Denied.Except(after.Denied).Take(1).Select(_ => new RiskFinding(
                DenialGone.Id, RiskSeverity.Medium, true, change.Where, $"{change.Address} no longer denies all that it denied",
                "A denial is usually there for a reason; what it held back may now be allowed.")),
            .. UntoldPermissions(change).Select(name => new RiskFinding(
                Untold.Id, RiskSeverity.Low, true, change.Where, $"{change.Address}: what {name} will be cannot be told yet",
                "It shows only when the change is made, so nobody can review now what it allows.")),
        ];
    }

    /// <summary>All that a document which describes a wish and no change, such as a template, would allow.</summary>
    public static IEnumerable<RiskFinding> JudgeTemplate(RiskLocation where, string address, string type, JsonElement attributes) =>
        PermissionGrants.Of(type, address, attributes).Allowed.Select(grant => new RiskFinding(
            grant.Rule.Id, grant.Severity, IsReversible(grant), where, $"{address} {grant.What}", grant.Sentence));

    private static bool IsReversible(PermissionGrant grant) => grant.Rule == Broadened || grant.Rule == Network;

    private static IEnumerable<RiskFinding> JudgeRemoval(PlannedChange change)
    {
        if (ResourceTypeName.Normalize(change.Type).EndsWith("publicaccessblock", StringComparison.Ordinal))
        {
            yield return new RiskFinding(Public.Id, RiskSeverity.High, false, change.Where,
                $"{change.Address} no longer keeps its bucket from being public",
                "A policy or a single object's setting can then publish what is in it.");
        }
    }

    private static IEnumerable<string> UntoldPermissions(PlannedChange change)
    {
        if (!MayGrant(change.Type))
        {
            return [];
        }

        var unknown = change.Unknown is { ValueKind: JsonValueKind.Object } known
            ? known.EnumerateObject().Where(property => IsUnknown(property.Value)).Select(PropertyNames.Written)
            : [];
        return unknown
            .Concat(change.UntoldAttributes)
            .Where(name => PermissionAttributes.Contains(PropertyNames.Plain(name)))
            .Distinct()
            .Take(3);
    }

    /// <summary>An attribute counts where it or anything in it is not known.</summary>
    private static bool IsUnknown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => value.EnumerateObject().Any(property => IsUnknown(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(IsUnknown),
        _ => false,
    };

    private static bool MayGrant(string type) => ResourceCatalogue.CategoryOf(type)
        is ResourceCategory.Identity
        or ResourceCategory.Network
        or ResourceCategory.Key
        or ResourceCategory.Storage
        or ResourceCategory.Messaging
        or ResourceCategory.Setting;
}
