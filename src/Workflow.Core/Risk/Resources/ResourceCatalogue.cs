using System.Collections.Concurrent;

namespace Workflow.Core.Risk;

/// <summary>Tells by a resource's type what its loss would mean, whichever tool names it.</summary>
public static class ResourceCatalogue
{
    private const int MaxRemembered = 5000;

    private static readonly ConcurrentDictionary<string, ResourceCategory> Known = [];

    /// <param name="type">As Terraform, CloudFormation, Azure Resource Manager or Pulumi write it.</param>
    public static ResourceCategory CategoryOf(string type)
    {
        if (Known.TryGetValue(type, out var known))
        {
            return known;
        }

        var category = Find(ResourceTypeName.Normalize(type));
        if (Known.Count < MaxRemembered)
        {
            Known[type] = category;
        }

        return category;
    }

    /// <summary>Whether what such a resource holds is gone with it.</summary>
    public static bool IsStateful(ResourceCategory category) => category
        is ResourceCategory.Environment
        or ResourceCategory.Database
        or ResourceCategory.Storage
        or ResourceCategory.Key
        or ResourceCategory.Cluster
        or ResourceCategory.Messaging
        or ResourceCategory.Machine;

    private static ResourceCategory Find(string name)
    {
        foreach (var (category, signs) in ResourceSigns.InOrder)
        {
            if (signs.Any(sign => Fits(name, sign)))
            {
                return category;
            }
        }

        return ResourceCategory.Other;
    }

    private static bool Fits(string name, string sign) => sign[^1] == '$'
        ? name.AsSpan().EndsWith(sign.AsSpan(0, sign.Length - 1), StringComparison.Ordinal)
        : name.Contains(sign, StringComparison.Ordinal);
}
