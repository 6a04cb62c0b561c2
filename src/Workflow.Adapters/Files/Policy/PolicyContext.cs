using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>What the parts of a policy refer to, and by what they are read.</summary>
/// <param name="Environments">Those with a mistake too, so that what names them is not blamed.</param>
/// <param name="Calendars">By name; null for one with a mistake.</param>
internal sealed record PolicyContext(
    ValueReader Values,
    IReadOnlyDictionary<string, EnvironmentSettings> Environments,
    IReadOnlyDictionary<string, PolicyCalendar?> Calendars)
{
    private IReadOnlyDictionary<string, Criticality>? criticalities;

    public Problems Problems => Values.Problems;

    /// <summary>Of the environments that have one.</summary>
    public IReadOnlyDictionary<string, Criticality> Criticalities => criticalities ??= Environments
        .Where(one => one.Value.Criticality is not null)
        .ToDictionary(one => one.Key, one => one.Value.Criticality!.Value, StringComparer.OrdinalIgnoreCase);
}
