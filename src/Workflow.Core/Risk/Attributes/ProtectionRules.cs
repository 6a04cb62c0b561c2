namespace Workflow.Core.Risk;

/// <summary>Settings that keep data from being lost later, and that a change takes away.</summary>
public static class ProtectionRules
{
    private static readonly RiskRule Removed = new("protection-removed", "What kept a resource or its data from being lost is taken away.");
    private static readonly RiskRule Missing = new("protection-missing", "A new resource can be deleted with all its data.");
    private static readonly RiskRule ScaledToZero = new("scaled-to-zero", "Nothing of a service runs any more.");

    /// <summary>Dangerous to switch off.</summary>
    private static readonly IReadOnlyList<Setting> Guards =
    [
        new("deletionprotection", "deletion protection"),
        new("deletionprotectionenabled", "deletion protection"),
        new("enabledeletionprotection", "deletion protection"),
        new("terminationprotection", "termination protection"),
        new("enableterminationprotection", "termination protection"),
        new("disableapitermination", "termination protection"),
        new("purgeprotectionenabled", "purge protection"),
        new("enablepurgeprotection", "purge protection"),
        new("enablesoftdelete", "soft delete"),
        new("softdeleteenabled", "soft delete"),
        new("pointintimerecoveryenabled", "point-in-time recovery"),
        new("pointintimerecovery.enabled", "point-in-time recovery"),
        new("backupconfiguration.enabled", "backup"),
        new("versioning.enabled", "versioning"),
        new("versioning.status", "versioning"),
        new("versioningconfiguration.status", "versioning"),
        new("isversioningenabled", "versioning"),
        new("protect", "protection against deletion"),
        new("multiaz", "the standby in another zone"),
        new("enablelogging", "logging"),
    ];

    /// <summary>Dangerous to switch on.</summary>
    private static readonly IReadOnlyList<Setting> Releases =
    [
        new("skipfinalsnapshot", "deletion without a final snapshot"),
        new("forcedestroy", "deletion with all contents"),
        new("forcedelete", "deletion with all contents"),
        new("deleteautomatedbackups", "deletion with all backups"),
    ];

    /// <summary>Days or numbers that are dangerous to lower.</summary>
    private static readonly IReadOnlyList<Setting> Retentions =
    [
        new("backupretentionperiod", "the backup retention"),
        new("backupretentiondays", "the backup retention"),
        new("automaticsnapshotretentionlimit", "the snapshot retention"),
        new("automatedsnapshotretentionperiod", "the snapshot retention"),
        new("snapshotretentionlimit", "the snapshot retention"),
        new("softdeleteretentiondays", "the soft delete retention"),
        new("softdeleteretentionindays", "the soft delete retention"),
    ];

    /// <summary>How many run.</summary>
    private static readonly IReadOnlyList<Setting> Counts =
    [
        new("desiredcount", "the desired count"),
        new("desiredcapacity", "the desired capacity"),
        new("replicas", "the number of replicas"),
    ];

    /// <summary>The part behind the point is the setting, the one before it the object that it must stand in.</summary>
    private static readonly HashSet<string> Names =
        [.. new[] { Guards, Releases, Retentions, Counts }.SelectMany(all => all).Select(setting => setting.Name.Split('.')[^1])];

    public static IReadOnlyList<RiskRule> All { get; } = [Removed, Missing, ScaledToZero];

    public static IEnumerable<RiskFinding> Judge(PlannedChange change) => (change.Action, change.Before, change.After) switch
    {
        (PlannedAction.Create, _, { } after) => JudgeNew(change, ResourceSettings.Of(after, Names)),
        (PlannedAction.Update or PlannedAction.Untold or PlannedAction.MayReplace, { } before, { } after) =>
            JudgeChanged(change, ResourceSettings.Of(before, Names), ResourceSettings.Of(after, Names)),
        _ => [],
    };

    /// <summary>A template keeps less of a resource than before, once it goes.</summary>
    public static RiskFinding LosesRetention(RiskLocation where, string address, string type, Retention before, Retention after) => new(
        Removed.Id,
        ResourceCatalogue.IsStateful(ResourceCatalogue.CategoryOf(type)) ? RiskSeverity.High : RiskSeverity.Low,
        true,
        where,
        $"{address}: deleting it no longer keeps {(before is Retention.Everything ? "the resource itself" : "a snapshot")}",
        after is Retention.Snapshot
            ? "Deleting it later leaves only a snapshot of its data."
            : "Deleting it later takes all its data at once, and nothing is kept.");

    private static IEnumerable<RiskFinding> JudgeNew(PlannedChange change, ResourceSettings after) =>
        ResourceCatalogue.IsStateful(ResourceCatalogue.CategoryOf(change.Type))
            ? Releases.Where(setting => after.Is(setting.Name, true)).Select(setting => new RiskFinding(
                Missing.Id, RiskSeverity.Low, true, change.Where, $"{change.Address} is made with {setting.Shown}",
                "Deleting it later takes all its data at once, and nothing is kept."))
            : [];

    private static IEnumerable<RiskFinding> JudgeChanged(PlannedChange change, ResourceSettings before, ResourceSettings after) =>
    [
        .. Guards.Where(setting => before.Is(setting.Name, true) && after.Is(setting.Name, false))
            .DistinctBy(setting => setting.Shown)
            .Select(setting => new RiskFinding(
                Removed.Id, RiskSeverity.High, true, change.Where, $"{change.Address}: {setting.Shown} is switched off",
                "What this held back or kept can be lost from now on without being stopped.")),
        .. Releases.Where(setting => before.Is(setting.Name, false) && after.Is(setting.Name, true)).Select(setting => new RiskFinding(
            Removed.Id, RiskSeverity.Medium, true, change.Where, $"{change.Address}: {setting.Shown} is switched on",
            "Deleting it later takes all its data at once, and nothing is kept.")),
        .. Retentions.SelectMany(setting => Lowered(change, setting, before, after)),
        .. Counts.Where(setting => before.Number(setting.Name) > 0 && after.Number(setting.Name) is 0).Select(setting => new RiskFinding(
            ScaledToZero.Id, RiskSeverity.High, true, change.Where, $"{change.Address}: {setting.Shown} goes to 0",
            "Nothing of it runs any more, so what it serves is not available.")),
    ];

    private static IEnumerable<RiskFinding> Lowered(PlannedChange change, Setting setting, ResourceSettings before, ResourceSettings after)
    {
        if (before.Number(setting.Name) is { } days && after.Number(setting.Name) is { } fewer && fewer < days)
        {
            yield return new RiskFinding(Removed.Id, fewer == 0 ? RiskSeverity.High : RiskSeverity.Medium, false, change.Where,
                FormattableString.Invariant($"{change.Address}: {setting.Shown} goes from {days} to {fewer}"),
                fewer == 0 ? "Backups are switched off, and those that there are may be deleted." : "What is older is deleted.");
        }
    }

    /// <param name="Name">As <see cref="ResourceSettings"/> finds it.</param>
    /// <param name="Shown">In a sentence.</param>
    private sealed record Setting(string Name, string Shown);
}
