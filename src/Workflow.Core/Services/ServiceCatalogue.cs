using Workflow.Core.Risk;

namespace Workflow.Core.Services;

/// <summary>
/// The services of an organization and what depends on what. Circles, services that depend on themselves and unknown names do no harm.
/// </summary>
public sealed class ServiceCatalogue
{
    /// <summary>Of names that services depend on and the catalogue does not know, so many are told.</summary>
    private const int MaxUnknown = 20;

    private readonly Dictionary<string, CatalogueService> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<CatalogueService>> dependents = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="services">Of two with one name the first counts.</param>
    public ServiceCatalogue(IEnumerable<CatalogueService> services)
    {
        foreach (var service in services.Where(service => known.TryAdd(service.Name, service)))
        {
            foreach (var name in service.DependsOn.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                Dependents(name).Add(service);
            }
        }

        UnknownDependencies = [.. dependents.Keys.Where(name => !known.ContainsKey(name)).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>How many services it knows.</summary>
    public int Count => known.Count;

    /// <summary>Names that services depend on and that are no service of the catalogue, in alphabetical order.</summary>
    public IReadOnlyList<string> UnknownDependencies { get; }

    public CatalogueService? Find(string name) => known.GetValueOrDefault(name);

    /// <summary>All that depends on a service, directly or through others. Takes time in proportion to the dependencies followed.</summary>
    /// <param name="service">May be unknown to the catalogue: others can depend on it all the same.</param>
    public BlastRadius Of(string service)
    {
        var start = Find(service);
        var name = start?.Name ?? service;
        var search = new DependentSearch(name, on => dependents.GetValueOrDefault(on) ?? []);
        var reached = search.Run();
        return new BlastRadius(
            name,
            [.. reached.Take(BlastRadius.MaxReached)],
            reached.Select(one => one.Tier).Append(start?.Tier).Min())
        {
            Tier = start?.Tier,
            Owner = start?.Owner,
            IsKnown = start is not null,
            DependsOnItself = search.ReachesItsStart,
            Count = reached.Count,
            UnknownDependencies = [.. UnknownDependencies.Take(MaxUnknown)],
        };
    }

    private List<CatalogueService> Dependents(string name)
    {
        if (!dependents.TryGetValue(name, out var list))
        {
            dependents[name] = list = [];
        }

        return list;
    }
}
