namespace Workflow.Core.Risk;

/// <summary>Judges what a plan does to one resource after another, and in the end what all of it means together.</summary>
/// <param name="document">The plan's name.</param>
public sealed class PlannedChangeJudge(string document, RiskCollector risk)
{
    private readonly EnvironmentLoss loss = new();

    public void Judge(PlannedChange change)
    {
        loss.Count(change);
        foreach (var finding in ResourceRules.Judge(change).Concat(ProtectionRules.Judge(change)).Concat(PermissionRules.Judge(change)))
        {
            risk.Add(finding);
        }
    }

    /// <summary>To be called once, when the plan was read, also where it could be read in part only.</summary>
    public void Finish()
    {
        if (loss.Judge(document) is { } finding)
        {
            risk.AddSummary(finding);
        }
    }
}
