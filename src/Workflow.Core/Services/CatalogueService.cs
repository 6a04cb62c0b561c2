namespace Workflow.Core.Services;

/// <summary>A service, or what else services depend on: an API, a database, a system.</summary>
/// <param name="Name">What deployments call it; letter case does not tell two services apart.</param>
/// <param name="Owner">The team that answers for it; null where none is named.</param>
/// <param name="Tier">From <see cref="MostCriticalTier"/> to <see cref="LeastCriticalTier"/>; null where none is given.</param>
/// <param name="DependsOn">Names of what it needs to work; they may be unknown to the catalogue.</param>
public sealed record CatalogueService(string Name, string? Owner, int? Tier, IReadOnlyList<string> DependsOn)
{
    public const int MostCriticalTier = 1;

    public const int LeastCriticalTier = 5;

    /// <summary>The tiers as words, the most critical first.</summary>
    public static IReadOnlyList<string> TierNames { get; } =
        [.. Enumerable.Range(MostCriticalTier, LeastCriticalTier - MostCriticalTier + 1).Select(tier => $"{tier}")];

    /// <exception cref="ArgumentOutOfRangeException">There is no such tier.</exception>
    public static string TierName(int tier) => TierNames[tier - MostCriticalTier];
}
