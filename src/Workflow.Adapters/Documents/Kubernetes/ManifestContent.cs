using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Finds what an object says that can hurt once it is applied.</summary>
internal static class ManifestContent
{
    private static readonly HashSet<string> Administrators = new(StringComparer.Ordinal) { "cluster-admin", "admin" };

    private static readonly HashSet<string> Everybody = new(StringComparer.Ordinal)
    {
        "system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts",
    };

    private static readonly HashSet<string> EscalatingVerbs = new(StringComparer.Ordinal) { "escalate", "bind", "impersonate" };

    private static readonly HashSet<string> ReadingVerbs = new(StringComparer.Ordinal) { "get", "list", "watch", "*" };

    public static IEnumerable<ManifestFact> Find(KubernetesObject found)
    {
        if (found.Root["$patch"].Value == "delete")
        {
            return [Fact(found, ManifestOperation.Remove, found.Line)];
        }

        return found.Kind switch
        {
            "Role" or "ClusterRole" => found.Root["rules"].Items.SelectMany(rule => FindInRule(found, rule)),
            "RoleBinding" or "ClusterRoleBinding" => FindInBinding(found),
            "NetworkPolicy" => FindInNetworkPolicy(found),
            "Service" => FindInService(found),
            "PersistentVolume" => FindReclaim(found, found.Root["spec"]["persistentVolumeReclaimPolicy"]),
            "StorageClass" => FindReclaim(found, found.Root["reclaimPolicy"]),
            "ValidatingWebhookConfiguration" or "MutatingWebhookConfiguration" => FindInWebhooks(found),
            _ => FindScale(found).Concat(ManifestPods.Find(found)),
        };
    }

    public static ManifestFact Fact(KubernetesObject found, ManifestOperation operation, int line, string detail = "") =>
        new(operation, found.Kind, found.ToString(), detail, line > 0 ? line : found.Line);

    private static IEnumerable<ManifestFact> FindScale(KubernetesObject found)
    {
        var replicas = found.Root["spec"]["replicas"];
        if (replicas.Value == "0" && found.Kind is not "ReplicaSet")
        {
            yield return Fact(found, ManifestOperation.ScaleToZero, replicas.Line);
        }
    }

    private static IEnumerable<ManifestFact> FindInRule(KubernetesObject found, ManifestNode rule)
    {
        var verbs = rule["verbs"].Texts.ToHashSet(StringComparer.Ordinal);
        var resources = rule["resources"].Texts.ToHashSet(StringComparer.Ordinal);
        if (verbs.Contains("*") || resources.Contains("*"))
        {
            var allowed = !resources.Contains("*") ? "verbs *" : !verbs.Contains("*") ? "resources *" : "verbs * and resources *";
            yield return Fact(found, ManifestOperation.AllowEverything, rule.Line, allowed);
        }

        if (verbs.Where(EscalatingVerbs.Contains).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } escalating)
        {
            yield return Fact(found, ManifestOperation.Escalate, rule.Line, string.Join(", ", escalating));
        }

        if (resources.Any(resource => resource == "secrets") && verbs.Overlaps(ReadingVerbs) && rule["resourceNames"].Items.Count == 0)
        {
            yield return Fact(found, ManifestOperation.ReadSecrets, rule.Line);
        }
    }

    private static IEnumerable<ManifestFact> FindInBinding(KubernetesObject found)
    {
        var role = found.Root["roleRef"]["name"];
        if (role.Value is { } name && (Administrators.Contains(name) || name == "system:masters"))
        {
            var subjects = found.Root["subjects"].Items.Take(3).Select(subject => subject["name"].Value ?? "?");
            yield return Fact(found, ManifestOperation.BindAdministrator, role.Line, $"{string.Join(", ", subjects)} gets {name}");
        }

        foreach (var subject in found.Root["subjects"].Items)
        {
            if (subject["name"].Value is { } who && Everybody.Contains(who))
            {
                yield return Fact(found, ManifestOperation.BindEverybody, subject.Line, who);
            }
            else if (subject["name"].Value == "system:masters")
            {
                yield return Fact(found, ManifestOperation.BindAdministrator, subject.Line, "system:masters");
            }
        }
    }

    /// <summary>A rule without any peer lets everything pass; so does a block of all addresses.</summary>
    private static IEnumerable<ManifestFact> FindInNetworkPolicy(KubernetesObject found)
    {
        var spec = found.Root["spec"];
        foreach (var (direction, peers) in new[] { ("ingress", "from"), ("egress", "to") })
        {
            foreach (var rule in spec[direction].Items)
            {
                if (rule[peers].Items.Count == 0 || rule[peers].Items.Any(peer => IsEveryAddress(peer["ipBlock"])))
                {
                    yield return Fact(found, ManifestOperation.OpenNetwork, rule.Line, direction);
                }
            }
        }
    }

    private static bool IsEveryAddress(ManifestNode block) =>
        block["cidr"].Value is "0.0.0.0/0" or "::/0" && block["except"].Items.Count == 0;

    private static IEnumerable<ManifestFact> FindInService(KubernetesObject found)
    {
        var spec = found.Root["spec"];
        var ranges = spec["loadBalancerSourceRanges"];
        var isInternal = found.Root["metadata"]["annotations"].Entries.Any(annotation =>
            annotation.Key.Contains("internal", StringComparison.OrdinalIgnoreCase) && annotation.Value.Value is not (null or "false")
            || annotation.Value.Value is "internal" or "Internal");
        var isOpen = ranges.Items.Count == 0 || ranges.Texts.Any(range => range is "0.0.0.0/0" or "::/0");
        if (spec["type"].Value == "LoadBalancer" && !isInternal && isOpen)
        {
            yield return Fact(found, ManifestOperation.ExposeService, spec["type"].Line);
        }
    }

    private static IEnumerable<ManifestFact> FindReclaim(KubernetesObject found, ManifestNode policy)
    {
        if (policy.Value == "Delete")
        {
            yield return Fact(found, ManifestOperation.ReclaimByDeletion, policy.Line);
        }
    }

    private static IEnumerable<ManifestFact> FindInWebhooks(KubernetesObject found)
    {
        foreach (var webhook in found.Root["webhooks"].Items)
        {
            if (webhook["failurePolicy"] is { Value: "Ignore" } ignore)
            {
                yield return Fact(found, ManifestOperation.IgnoreWebhookFailure, ignore.Line);
            }
            else if (webhook["namespaceSelector"].Entries.Count == 0 && webhook["objectSelector"].Entries.Count == 0)
            {
                yield return Fact(found, ManifestOperation.FailOnWebhookFailure, webhook.Line);
            }
        }
    }
}
