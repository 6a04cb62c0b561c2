namespace Workflow.Core.Risk;

/// <summary>What a plan does to a resource as a whole.</summary>
public static class ResourceRules
{
    private static readonly RiskRule Deleted = new("resource-deleted", "A resource is deleted.");
    private static readonly RiskRule Replaced = new("resource-replaced", "A resource is deleted and made anew.");
    private static readonly RiskRule MayBeReplaced = new("resource-may-be-replaced", "A resource may be deleted and made anew.");
    private static readonly RiskRule Forgotten = new("resource-forgotten", "A resource remains, but nothing manages it any more.");
    private static readonly RiskRule Moved = new("resource-moved", "A resource is kept under another name.");
    private static readonly RiskRule Imported = new("resource-imported", "A resource that exists is taken under management.");
    private static readonly RiskRule Untold = new("resource-untold", "What happens to a resource is not told.");
    private static readonly RiskRule Drifted = new("resource-drifted", "A resource was changed by other hands than the tool's.");

    private static readonly RiskRule SecretChanged = new("secret-changed", "A value that is kept secret changes.");
    private static readonly RiskRule PartDeleted = new("resource-part-deleted", "A part of a resource is deleted.");
    private static readonly RiskRule RestDeleted = new("rest-deleted", "Everything that a deployment does not name is deleted.");
    private static readonly RiskRule OutputGone = new("output-deleted", "A value that others may read is no longer given.");

    public static IReadOnlyList<RiskRule> All { get; } =
    [
        Deleted, Replaced, MayBeReplaced, Forgotten, Moved, Imported, Untold, Drifted, SecretChanged, PartDeleted, RestDeleted, OutputGone,
    ];

    /// <summary>What the action itself means; nothing of what the attributes say.</summary>
    public static IEnumerable<RiskFinding> Judge(PlannedChange change)
    {
        if (Find(change, ResourceCatalogue.CategoryOf(change.Type)) is { } finding)
        {
            yield return finding;
        }

        if (change.PreviousAddress is { } previous && previous != change.Address)
        {
            yield return new RiskFinding(Moved.Id, RiskSeverity.Info, true, change.Where,
                $"{change.Address} was {previous} before", "It is the same resource under another name; nothing happens to it by that.");
        }

        if (change.SecretAttributes.Count > 0)
        {
            yield return new RiskFinding(SecretChanged.Id, RiskSeverity.Low, false, change.Where,
                $"{change.Address}: {string.Join(", ", change.SecretAttributes.Take(3))} changes, its value hidden",
                "Nobody can review what is hidden, and whoever uses the old value is locked out.");
        }
    }

    /// <param name="path">Of the part within the resource.</param>
    public static RiskFinding LosesPart(PlannedChange change, string path)
    {
        var loss = ResourceLoss.Of(ResourceCatalogue.CategoryOf(change.Type));
        return new RiskFinding(PartDeleted.Id, OneLess(loss.Deleted), loss.IsReversible, change.Where,
            $"{change.Address}: {path} is deleted", "Only this part goes, and whatever uses it fails or is lost with it.");
    }

    /// <param name="what">Why, as a sentence without a full stop.</param>
    public static RiskFinding DeletesTheRest(RiskLocation where, string what) => new(
        RestDeleted.Id, RiskSeverity.Critical, false, where, what,
        "Every resource that is there and not in the template is deleted with its data; what-if shows which.");

    /// <summary>Resources that a preview did not look at: those outside a template, or beyond what it can look at.</summary>
    public static RiskFinding AreIgnored(string document, int count) => new(
        Untold.Id, RiskSeverity.Info, true, new RiskLocation(document),
        $"{count} {(count == 1 ? "resource was" : "resources were")} left out of the preview",
        "That is usual for what is not in the template, and also happens where a preview gives up.");

    public static RiskFinding LosesOutput(RiskLocation where, string output) => new(
        OutputGone.Id, RiskSeverity.Low, true, where,
        $"The output {output} is deleted", "Other configurations that read it fail at their next run.");

    /// <param name="isGone">Whether it was deleted outside the tool.</param>
    public static RiskFinding HasDrifted(RiskLocation where, string address, bool isGone) => new(
        Drifted.Id, RiskSeverity.Info, true, where,
        $"{address} was {(isGone ? "deleted" : "changed")} by other hands",
        "What is there differs from what was deployed, so the plan may undo what someone did on purpose.");

    private static RiskFinding? Find(PlannedChange change, ResourceCategory category) => change.Action switch
    {
        PlannedAction.Forget => Kept(change, category, "is no longer managed and remains"),
        PlannedAction.Delete when change.Retention is Retention.Everything => Kept(change, category, "is taken out and remains by policy"),
        PlannedAction.Delete => Lost(Deleted, change, category, ResourceLoss.Of(category).Deleted, "is deleted"),
        PlannedAction.Replace => Lost(Replaced, change, category, ReplacedSeverity(category), "is replaced, deleted first"),
        PlannedAction.ReplaceCreatedFirst =>
            Lost(Replaced, change, category, Softer(category), "is replaced, the new one made first"),
        PlannedAction.MayReplace => Lost(MayBeReplaced, change, category, OneLess(ReplacedSeverity(category)), "may be replaced"),
        PlannedAction.Import => new(Imported.Id, RiskSeverity.Info, true, change.Where, $"{change.Address} is imported",
            "It exists already and is managed from now on; nothing happens to it by that."),
        PlannedAction.Untold => new(Untold.Id, OneLess(ReplacedSeverity(category)), false, change.Where,
            $"What happens to {change.Address} is not told", "It may be kept, changed or lost: this document cannot tell."),
        _ => null,
    };

    private static RiskFinding Kept(PlannedChange change, ResourceCategory category, string what) => new(
        Forgotten.Id,
        ResourceCatalogue.IsStateful(category) ? RiskSeverity.Medium : RiskSeverity.Low,
        true,
        change.Where,
        $"{change.Address} {what}",
        "It goes on running, costing and being reachable, but nothing updates or removes it any more.");

    private static RiskFinding Lost(
        RiskRule rule, PlannedChange change, ResourceCategory category, RiskSeverity severity, string what)
    {
        var loss = ResourceLoss.Of(category);
        var (lower, remains) = change.Retention switch
        {
            Retention.Snapshot => (OneLess(severity), " A snapshot of its data is taken before."),
            Retention.Everything => (OneLess(severity), " The old one remains beside the new one by policy."),
            _ when change.Action is PlannedAction.MayReplace => (severity, " Whether it comes to that shows only when the change is made."),
            _ => (severity, ""),
        };
        return new RiskFinding(
            rule.Id,
            lower,
            loss.IsReversible,
            change.Where,
            $"{change.Address} {what}{(change.Reason is { } reason ? $": {reason}" : "")}",
            $"{loss.Sentence}{remains}");
    }

    private static RiskSeverity ReplacedSeverity(ResourceCategory category) => ResourceLoss.Of(category).Replaced;

    /// <summary>Without a gap nobody notices, unless what was in the old one counts.</summary>
    private static RiskSeverity Softer(ResourceCategory category) =>
        ResourceCatalogue.IsStateful(category) ? ReplacedSeverity(category) : OneLess(ReplacedSeverity(category));

    private static RiskSeverity OneLess(RiskSeverity severity) => severity is RiskSeverity.Info ? severity : severity - 1;
}
