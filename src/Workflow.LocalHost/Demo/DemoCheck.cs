using Workflow.Core;
using Workflow.Core.Reviews;

namespace Workflow.LocalHost.Demo;

/// <summary>Compares how a deployment ended with what its scenario says.</summary>
internal static class DemoCheck
{
    /// <summary>Everything that is not as the scenario says; empty where all is.</summary>
    public static IReadOnlyList<string> FindDefects(
        DemoScenario scenario, DeploymentStatus status, AuditStatus audit, IReadOnlyList<CallbackStatus> callbacks)
    {
        List<string> defects = [];
        var expected = Words.Token(scenario.Expected);
        Expect(status.Outcome?.Reason == expected, $"ended as {status.Outcome?.Reason ?? status.State}, expected {expected}");
        Expect(callbacks is [{ Deliveries: 1 }], $"the pipeline was told {callbacks.Sum(callback => callback.Deliveries)} times");
        Expect(callbacks.All(callback => callback.Reason == expected), "the pipeline was told another outcome");
        Expect(audit.Intact, "the audit trail is broken");
        foreach (var step in scenario.Steps.Where(step => audit.Records.All(record => record.Kind != step)))
        {
            defects.Add($"no '{step}' in the audit trail");
        }

        var asked = scenario.Script switch
        {
            ReviewerScript.NobodyIsAsked => 0,
            ReviewerScript.FirstApproves => InTime(status.Asked) ? 1 : 2,
            _ => 2,
        };
        Expect(status.Asked.Count == asked, $"{status.Asked.Count} reviewers were asked, expected {asked}");
        if (scenario.Expected is OutcomeReason.Rejected)
        {
            Expect(callbacks.All(callback => callback.Comment == DemoScenario.RejectionComment), "the pipeline lacks the comment");
            Expect(status.Outcome?.DecidedBy is [var by] && by == status.Asked[^1].Name, "the second reviewer did not decide");
        }

        return defects;

        // A slow gate may take a decision only after the step has ended; then it was right to ask the next reviewer.
        static bool InTime(IReadOnlyList<AskedStatus> asked) => asked is not [var first, var next, ..] || next.AskedAt < first.Deadline;

        void Expect(bool holds, string otherwise)
        {
            if (!holds)
            {
                defects.Add(otherwise);
            }
        }
    }
}
