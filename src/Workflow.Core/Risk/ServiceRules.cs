namespace Workflow.Core.Risk;

/// <summary>What the service catalogue says about a changed service.</summary>
public static class ServiceRules
{
    /// <summary>How findings name the catalogue where others name a document.</summary>
    private const string Catalogue = "service catalogue";

    private static readonly RiskRule Unknown = new("service-unknown", "The service catalogue does not know a changed service.");

    public static IReadOnlyList<RiskRule> All { get; } = [Unknown];

    public static IEnumerable<RiskFinding> Judge(BlastRadius radius)
    {
        if (!radius.IsKnown)
        {
            yield return new RiskFinding(
                Unknown.Id,
                RiskSeverity.Low,
                IsReversible: true,
                new RiskLocation(Catalogue, radius.Service),
                $"The service catalogue does not know {radius.Service}",
                radius.Count == 0
                    ? "Nobody can tell from it what else breaks when this service does."
                    : "Services that name it as a dependency are counted, but there may be more of them, and its own tier is unknown.");
        }
    }
}
