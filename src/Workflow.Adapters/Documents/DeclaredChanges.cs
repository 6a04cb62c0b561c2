using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents;

/// <summary>Judges what goes from a template: whoever deploys it next deletes that.</summary>
internal static class DeclaredChanges
{
    public static void Compare(
        string path, IReadOnlyList<DeclaredResource> before, IReadOnlyList<DeclaredResource> after, RiskCollector risk)
    {
        Dictionary<string, DeclaredResource> remaining = [];
        foreach (var resource in after)
        {
            remaining[resource.Id] = resource;
        }

        var judge = new PlannedChangeJudge(path, risk);
        foreach (var resource in before)
        {
            var where = new RiskLocation(path, resource.Id);
            if (!remaining.TryGetValue(resource.Id, out var successor))
            {
                judge.Judge(new PlannedChange(where, resource.Address, resource.Type, PlannedAction.Delete)
                {
                    Retention = resource.Retention,
                    Reason = "it is gone from the template",
                });
            }
            else if (successor.Retention < resource.Retention)
            {
                risk.Add(ProtectionRules.LosesRetention(where, resource.Address, resource.Type, resource.Retention, successor.Retention));
            }
        }

        judge.Finish();
    }
}
