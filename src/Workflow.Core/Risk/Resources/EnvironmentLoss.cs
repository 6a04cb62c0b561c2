namespace Workflow.Core.Risk;

/// <summary>
/// Counts what one document deletes and replaces: a whole environment that is deleted and made anew shows in no single resource.
/// </summary>
public sealed class EnvironmentLoss
{
    private const int ManyStateful = 3;

    private const int ManyOfAnyKind = 20;

    private static readonly RiskRule Recreated = new("environment-lost", "Many resources that hold data go at once.");
    private static readonly RiskRule Mass = new("mass-destruction", "Many resources go at once.");

    private readonly SortedDictionary<ResourceCategory, int> lost = [];
    private int replaced;

    public static IReadOnlyList<RiskRule> All { get; } = [Recreated, Mass];

    public void Count(PlannedChange change)
    {
        var isReplaced = change.Action is PlannedAction.Replace or PlannedAction.ReplaceCreatedFirst;
        if (!isReplaced && (change.Action is not PlannedAction.Delete || change.Retention is Retention.Everything))
        {
            return;
        }

        var category = ResourceCatalogue.CategoryOf(change.Type);
        lost[category] = lost.GetValueOrDefault(category) + 1;
        replaced += isReplaced ? 1 : 0;
    }

    /// <summary>What all the counted changes together mean; null where each stands for itself.</summary>
    public RiskFinding? Judge(string document)
    {
        var stateful = lost.Where(entry => ResourceCatalogue.IsStateful(entry.Key)).ToList();
        var total = lost.Where(entry => entry.Key is not ResourceCategory.Setting).Sum(entry => entry.Value);
        var where = new RiskLocation(document);
        if (stateful.Sum(entry => entry.Value) >= ManyStateful)
        {
            var what = string.Join(
                ", ", stateful.Select(entry => entry.Value == 1 ? $"1 {One(entry.Key)}" : $"{entry.Value} {Many(entry.Key)}"));
            return new RiskFinding(Recreated.Id, RiskSeverity.Critical, false, where,
                $"{Verb()} at once: {what}",
                "This takes an environment down and starts it again empty; nobody does that to production without a plan to restore it.");
        }

        return total < ManyOfAnyKind ? null : new RiskFinding(Mass.Id, RiskSeverity.High, false, where,
            $"{Verb()} at once: {total} resources",
            "A change of this size is rarely meant; a wrong workspace, state or variable looks just like it.");
    }

    private string Verb()
    {
        var all = lost.Values.Sum();
        return replaced == 0 ? "Deleted" : replaced == all ? "Replaced" : "Deleted or replaced";
    }

    private static string One(ResourceCategory category) => category switch
    {
        ResourceCategory.Environment => "whole environment",
        ResourceCategory.Database => "database",
        ResourceCategory.Storage => "store of data",
        ResourceCategory.Key => "key or vault",
        ResourceCategory.Cluster => "cluster",
        ResourceCategory.Messaging => "queue or topic",
        _ => "machine",
    };

    private static string Many(ResourceCategory category) => category switch
    {
        ResourceCategory.Environment => "whole environments",
        ResourceCategory.Database => "databases",
        ResourceCategory.Storage => "stores of data",
        ResourceCategory.Key => "keys or vaults",
        ResourceCategory.Cluster => "clusters",
        ResourceCategory.Messaging => "queues or topics",
        _ => "machines",
    };
}
