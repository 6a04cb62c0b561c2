namespace Workflow.Core.Risk;

/// <summary>What it means that a resource of some category goes.</summary>
/// <param name="Deleted">How much it matters that it is deleted.</param>
/// <param name="Replaced">How much it matters that a new, empty one takes its place.</param>
/// <param name="IsReversible">Whether another deployment alone brings back what is lost.</param>
/// <param name="Sentence">For a tired reviewer.</param>
internal sealed record ResourceLoss(RiskSeverity Deleted, RiskSeverity Replaced, bool IsReversible, string Sentence)
{
    public static ResourceLoss Of(ResourceCategory category) => category switch
    {
        ResourceCategory.Environment => new(RiskSeverity.Critical, RiskSeverity.Critical, false,
            "Everything that is in it goes too, and only what was backed up elsewhere comes back."),
        ResourceCategory.Database => new(RiskSeverity.Critical, RiskSeverity.Critical, false,
            "All data in it is lost unless it is restored from a backup."),
        ResourceCategory.Storage => new(RiskSeverity.Critical, RiskSeverity.Critical, false,
            "What is stored in it is lost unless there is a copy elsewhere."),
        ResourceCategory.Key => new(RiskSeverity.Critical, RiskSeverity.Critical, false,
            "What was encrypted with it can never be read again."),
        ResourceCategory.Cluster => new(RiskSeverity.Critical, RiskSeverity.Critical, false,
            "Everything that runs on it stops, and what it keeps is lost."),
        ResourceCategory.Messaging => new(RiskSeverity.High, RiskSeverity.High, false,
            "Messages that wait in it are lost, and senders fail until it is back."),
        ResourceCategory.DnsZone => new(RiskSeverity.Critical, RiskSeverity.Critical, false,
            "All names in it stop resolving, and a new zone has other name servers that must be delegated to again."),
        ResourceCategory.Secret => new(RiskSeverity.High, RiskSeverity.Medium, false,
            "Whoever signs in with it is locked out, and its value is not brought back by deploying again."),
        ResourceCategory.Machine => new(RiskSeverity.High, RiskSeverity.High, false,
            "What runs on it stops, and what is only on its local disks is lost."),
        ResourceCategory.Network => new(RiskSeverity.High, RiskSeverity.High, true,
            "Connections through it break, also those of services that are not in this change."),
        ResourceCategory.DnsRecord => new(RiskSeverity.High, RiskSeverity.Medium, true,
            "The name stops resolving, and caches keep that for as long as they were told."),
        ResourceCategory.Identity => new(RiskSeverity.High, RiskSeverity.Medium, true,
            "Whoever or whatever acts by it loses access."),
        ResourceCategory.Workload => new(RiskSeverity.High, RiskSeverity.Medium, true,
            "What it serves is not available until it is deployed again."),
        ResourceCategory.Setting => new(RiskSeverity.Low, RiskSeverity.Info, true,
            "It keeps no data; what it sets falls back to a default."),
        _ => new(RiskSeverity.Medium, RiskSeverity.Medium, false,
            "It is of a type whose loss cannot be judged, so look at what it holds."),
    };
}
