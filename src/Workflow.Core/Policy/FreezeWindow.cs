using Workflow.Core.Deployments;

namespace Workflow.Core.Policy;

/// <summary>A time in which nothing is deployed. Only break-glass gets through.</summary>
/// <param name="Name">Unique in its policy.</param>
/// <param name="Scope">Which deployments it is about.</param>
/// <param name="Windows">It holds in each of them.</param>
public sealed record FreezeWindow(string Name, FrictionScope Scope, IReadOnlyList<TimeWindow> Windows)
{
    /// <summary>Where nothing holds, null; else the latest end among the windows that hold.</summary>
    public DateTimeOffset? FindEnd(DateTimeOffset at) => Windows.Max(window => window.FindEnd(at));

    /// <returns>Its part in a verdict; null where it is not about this deployment.</returns>
    public FreezeResult? Evaluate(DeploymentRequest request, DateTimeOffset at) =>
        Scope.Evaluate(request).All(one => one.Satisfied)
            ? new FreezeResult(Name, FindEnd(at), string.Join("; ", Windows.Select(window => window.Describe())))
            : null;
}

/// <summary>A freeze window's part in a verdict.</summary>
/// <param name="Until">The end of the freeze that held; null where none did.</param>
/// <param name="Description">When it holds, for people.</param>
public sealed record FreezeResult(string Name, DateTimeOffset? Until, string Description)
{
    public bool IsFrozen => Until is not null;
}
