using Workflow.Core.Risk;

namespace Workflow.Core.Services;

/// <summary>Goes from a service to what depends on it, distance by distance, and visits each service once.</summary>
internal sealed class DependentSearch(string start, Func<string, IReadOnlyList<CatalogueService>> dependentsOf)
{
    private readonly Dictionary<string, Visit> visits = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the service depends on itself, directly or through others.</summary>
    public bool ReachesItsStart { get; private set; }

    /// <returns>The nearest first, of equally near ones the most critical first, then in alphabetical order.</returns>
    public IReadOnlyList<ReachedService> Run()
    {
        List<string> nearest = [start];
        for (var distance = 1; nearest.Count > 0; distance++)
        {
            List<string> next = [];
            foreach (var name in nearest)
            {
                foreach (var dependent in dependentsOf(name))
                {
                    if (Reach(dependent, name, distance))
                    {
                        next.Add(dependent.Name);
                    }
                }
            }

            nearest = next;
        }

        return
        [
            .. visits.Values
                .OrderBy(visit => visit.Distance)
                .ThenBy(visit => visit.Service.Tier ?? int.MaxValue)
                .ThenBy(visit => visit.Service.Name, StringComparer.OrdinalIgnoreCase)
                .Select(visit => visit.ToReached()),
        ];
    }

    /// <returns>Whether it is reached for the first time.</returns>
    private bool Reach(CatalogueService service, string through, int distance)
    {
        if (service.Name.Equals(start, StringComparison.OrdinalIgnoreCase))
        {
            ReachesItsStart = true;
            return false;
        }

        var isNew = visits.TryAdd(service.Name, new Visit(service, distance, []));
        var visit = visits[service.Name];
        if (visit.Distance == distance && visit.Through.Count < ReachedService.MaxThrough)
        {
            visit.Through.Add(through);
        }

        return isNew;
    }

    private sealed record Visit(CatalogueService Service, int Distance, List<string> Through)
    {
        public ReachedService ToReached() => new(Service.Name, Service.Tier, Service.Owner, Distance) { Through = Through };
    }
}
