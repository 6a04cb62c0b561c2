using Workflow.Core.Risk.Changes;
using Workflow.Core.Risk.Manifests;
using Workflow.Core.Risk.Sql;

namespace Workflow.Core.Risk;

/// <summary>Every rule by which a risk can be found.</summary>
public static class RiskRules
{
    public static IReadOnlyList<RiskRule> All { get; } =
    [
        .. DocumentRules.All,
        .. AnalysisRules.All,
        .. ServiceRules.All,
        .. ChangeRules.All,
        .. EnvironmentLoss.All,
        .. ResourceRules.All,
        .. ProtectionRules.All,
        .. PermissionRules.All,
        .. SqlRules.All,
        .. ManifestRules.All,
        AddedLineRisk.Rule,
        MigrationDropRisk.Rule,
    ];
}
