using Workflow.Core.Policy;

namespace Workflow.Orchestration.Ports;

/// <summary>Keeps every break-glass. Every write is conditional on what was read.</summary>
public interface IBreakGlassStore
{
    /// <summary>Keeps a new one; an existing one of the same content with the same number stays as it is.</summary>
    /// <returns>The break-glass as it is kept.</returns>
    Task<BreakGlass> CreateAsync(BreakGlass breakGlass, CancellationToken cancellationToken);

    /// <summary>The newest of a content, or null.</summary>
    Task<BreakGlass?> FindAsync(BreakGlassContent content, CancellationToken cancellationToken);

    /// <summary>Applies a change to the newest version, again where somebody else wrote in between.</summary>
    /// <param name="number">Which of the content's.</param>
    /// <param name="change">Must be free of effects; returning its argument writes nothing.</param>
    /// <returns>The break-glass as it is kept afterwards.</returns>
    /// <exception cref="KeyNotFoundException">There is no such break-glass.</exception>
    Task<BreakGlass> UpdateAsync(
        BreakGlassContent content, int number, Func<BreakGlass, BreakGlass> change, CancellationToken cancellationToken);

    /// <summary>Those that were asked for from one moment to before another, in no particular order.</summary>
    IAsyncEnumerable<BreakGlass> ListAskedAsync(DateTimeOffset from, DateTimeOffset before, CancellationToken cancellationToken);
}
