namespace Workflow.Core.Risk;

/// <summary>What depends on a changed service, directly or through others.</summary>
/// <param name="Service">The changed service, as the service catalogue names it.</param>
/// <param name="Reached">Every service that depends on it, the nearest first.</param>
/// <param name="HighestTier">The most critical tier among the service itself and all it reaches, 1 being the most critical; null where none has one.</param>
public sealed record BlastRadius(string Service, IReadOnlyList<ReachedService> Reached, int? HighestTier);

/// <summary>A service that feels it when the changed one breaks.</summary>
/// <param name="Distance">How many dependencies lie between: 1 for one that depends on the changed service itself.</param>
public sealed record ReachedService(string Name, int? Tier, string? Owner, int Distance);
