using Workflow.Core.Deployments;

namespace Workflow.Core.Risk.Changes;

/// <summary>Finds infrastructure code that changes while no plan tells what that does to what runs.</summary>
internal static class InfrastructureRisk
{
    /// <summary>How many files are named one by one.</summary>
    private const int NamedFiles = 3;

    /// <summary>The kinds of documents that say what infrastructure code does to what runs. Templates say only what shall be.</summary>
    private static readonly HashSet<string> PlanKinds = new(StringComparer.Ordinal)
    {
        "terraform-plan", "terraform-plan-stream", "cloudformation-change-set", "arm-what-if", "pulumi-preview",
    };

    private static readonly RiskJudgement Judgement = new(
        ChangeRules.InfrastructureWithoutPlan, RiskSeverity.Medium, IsReversible: false,
        "A small change of such code can delete or replace what runs: let the pipeline attach the plan to its request.");

    public static IEnumerable<RiskFinding> Find(IReadOnlyList<ChangedFile> files, IReadOnlyList<ReadDocument> documents)
    {
        var changed = files.Where(file => RiskPaths.IsInfrastructure(file.Path)).Select(file => file.Path).ToList();
        if (changed.Count == 0 || documents.Any(document => PlanKinds.Contains(document.Kind)))
        {
            yield break;
        }

        var more = changed.Count > NamedFiles ? $" and {changed.Count - NamedFiles} more" : "";
        yield return Judgement.Find(
            new RiskLocation(changed[0]),
            $"infrastructure code changes without a plan: {string.Join(", ", changed.Take(NamedFiles))}{more}");
    }
}
