namespace Workflow.Core.Risk;

/// <summary>What depends on a changed service, directly or through others. It is kept with each review, so it is bounded.</summary>
/// <param name="Service">The changed service, as the service catalogue names it.</param>
/// <param name="Reached">
/// The services that depend on it, the nearest first, of equally near ones the most critical first; at most <see cref="MaxReached"/>.
/// </param>
/// <param name="HighestTier">
/// The most critical tier among the service itself and all it reaches, 1 being the most critical; null where none has one.
/// </param>
public sealed record BlastRadius(string Service, IReadOnlyList<ReachedService> Reached, int? HighestTier)
{
    public const int MaxReached = 200;

    /// <summary>The changed service's own; null where the catalogue gives none.</summary>
    public int? Tier { get; init; }

    /// <summary>The changed service's; null where the catalogue names none.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether the catalogue has the changed service; where not, only those that name it all the same are reached.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Whether the dependencies lead back to the changed service.</summary>
    public bool DependsOnItself { get; init; }

    /// <summary>How many services are reached, including those that <see cref="Reached"/> leaves out.</summary>
    public int Count { get; init; } = Reached.Count;

    /// <summary>Some names that the catalogue's services depend on and it does not know: what they lead to is missing here.</summary>
    public IReadOnlyList<string> UnknownDependencies { get; init; } = [];
}

/// <summary>A service that feels it when the changed one breaks.</summary>
/// <param name="Distance">How many dependencies lie between: 1 for one that depends on the changed service itself.</param>
public sealed record ReachedService(string Name, int? Tier, string? Owner, int Distance)
{
    public const int MaxThrough = 5;

    /// <summary>What it depends on that is one dependency nearer to the changed service; at most <see cref="MaxThrough"/>.</summary>
    public IReadOnlyList<string> Through { get; init; } = [];
}
