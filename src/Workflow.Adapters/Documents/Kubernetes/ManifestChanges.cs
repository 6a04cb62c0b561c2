using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Finds what the change of a manifest does: what it removes, shrinks, cannot change in place, and what it says newly.</summary>
internal static class ManifestChanges
{
    /// <param name="before">The text as it was; null where there was none.</param>
    /// <param name="after">The text as it will be; null where there will be none.</param>
    /// <exception cref="DocumentFormatException">One of them is no YAML.</exception>
    public static IReadOnlyList<ManifestFact> Compare(TextReader? before, TextReader? after)
    {
        var old = ByKey(before);
        var young = ByKey(after);
        List<ManifestFact> facts = [];
        foreach (var (key, gone) in old)
        {
            if (!young.ContainsKey(key))
            {
                facts.Add(ManifestContent.Fact(gone, ManifestOperation.Remove, gone.Line));
            }
        }

        foreach (var (key, found) in young)
        {
            facts.AddRange(old.TryGetValue(key, out var previous) ? Compare(previous, found) : ManifestContent.Find(found));
        }

        return facts;
    }

    /// <summary>Also for one object alone, of which both versions are known.</summary>
    public static IEnumerable<ManifestFact> Compare(KubernetesObject before, KubernetesObject after)
    {
        var known = ManifestContent.Find(before).Select(fact => (fact.Operation, fact.Detail)).ToHashSet();
        var added = ManifestContent.Find(after).Where(fact => !known.Contains((fact.Operation, fact.Detail)));
        return added.Concat(FindStorage(before, after)).Concat(FindImmutable(before, after)).Concat(FindOpened(before, after));
    }

    private static Dictionary<(string Group, string Kind, string Namespace, string Name), KubernetesObject> ByKey(TextReader? text)
    {
        Dictionary<(string Group, string Kind, string Namespace, string Name), KubernetesObject> objects = [];
        foreach (var found in text is null ? [] : ManifestReader.ReadAll(text))
        {
            objects[found.Key] = found;
        }

        return objects;
    }

    private static IEnumerable<ManifestFact> FindStorage(KubernetesObject before, KubernetesObject after)
    {
        if (before.Kind == "PersistentVolumeClaim")
        {
            return CompareClaims(after, before.Root["spec"], after.Root["spec"]);
        }

        var old = before.Root["spec"]["volumeClaimTemplates"].Items;
        return after.Root["spec"]["volumeClaimTemplates"].Items.SelectMany(claim =>
            old.FirstOrDefault(other => other["metadata"]["name"].Value == claim["metadata"]["name"].Value) is { } previous
                ? CompareClaims(after, previous["spec"], claim["spec"])
                : []);
    }

    private static IEnumerable<ManifestFact> CompareClaims(KubernetesObject found, ManifestNode before, ManifestNode after)
    {
        var (old, young) = (before["resources"]["requests"]["storage"], after["resources"]["requests"]["storage"]);
        if (Quantity.Parse(old.Value) is { } was && Quantity.Parse(young.Value) is { } becomes && becomes < was)
        {
            yield return ManifestContent.Fact(found, ManifestOperation.ShrinkStorage, young.Line, $"{old.Value} to {young.Value}");
        }

        var (oldClass, youngClass) = (before["storageClassName"], after["storageClassName"]);
        if (oldClass.Value != youngClass.Value)
        {
            var detail = $"{oldClass.Value ?? "the default"} to {youngClass.Value ?? "the default"}";
            yield return ManifestContent.Fact(found, ManifestOperation.ChangeStorageClass, youngClass.Line, detail);
        }
    }

    private static IEnumerable<ManifestFact> FindImmutable(KubernetesObject before, KubernetesObject after)
    {
        string[] fields = after.Kind switch
        {
            "Deployment" or "DaemonSet" or "ReplicaSet" => ["selector"],
            "StatefulSet" => ["selector", "serviceName", "podManagementPolicy"],
            "Job" => ["selector", "completionMode"],
            "Service" => ["clusterIP"],
            _ => [],
        };
        foreach (var field in fields)
        {
            var (old, young) = (before.Root["spec"][field], after.Root["spec"][field]);
            if (before.Root["spec"].Has(field) && after.Root["spec"].Has(field) && !AreEqual(old, young, 0))
            {
                yield return ManifestContent.Fact(after, ManifestOperation.ChangeImmutable, young.Line, $"spec.{field}");
            }
        }

        if (after.Kind is "RoleBinding" or "ClusterRoleBinding" && !AreEqual(before.Root["roleRef"], after.Root["roleRef"], 0))
        {
            yield return ManifestContent.Fact(after, ManifestOperation.ChangeImmutable, after.Root["roleRef"].Line, "roleRef");
        }
    }

    /// <summary>A policy that no longer names a direction no longer restricts it.</summary>
    private static IEnumerable<ManifestFact> FindOpened(KubernetesObject before, KubernetesObject after)
    {
        if (after.Kind == "NetworkPolicy")
        {
            foreach (var type in before.Root["spec"]["policyTypes"].Texts.Except(after.Root["spec"]["policyTypes"].Texts))
            {
                var detail = $"{type.ToLowerInvariant()} is no longer restricted";
                yield return ManifestContent.Fact(after, ManifestOperation.OpenNetwork, after.Line, detail);
            }
        }
    }

    private static bool AreEqual(ManifestNode left, ManifestNode right, int depth) =>
        depth < 8
        && left.Value == right.Value
        && left.Items.Count == right.Items.Count
        && left.Entries.Count == right.Entries.Count
        && left.Items.Zip(right.Items).All(pair => AreEqual(pair.First, pair.Second, depth + 1))
        && left.Entries.All(entry => right.Entries.TryGetValue(entry.Key, out var other) && AreEqual(entry.Value, other, depth + 1));
}
