using Workflow.Adapters.Documents.Diffs;
using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Finds what changed lines of one object do where the diff shows only the lines around a change.</summary>
internal static class ManifestLines
{
    /// <summary>Values of keys that hurt wherever they stand in an object.</summary>
    private static readonly Dictionary<(string Key, string Value), ManifestOperation> Hurting = new()
    {
        [("replicas", "0")] = ManifestOperation.ScaleToZero,
        [("privileged", "true")] = ManifestOperation.RunPrivileged,
        [("hostNetwork", "true")] = ManifestOperation.ShareHostNamespace,
        [("hostPID", "true")] = ManifestOperation.ShareHostNamespace,
        [("hostIPC", "true")] = ManifestOperation.ShareHostNamespace,
        [("hostPath", "")] = ManifestOperation.MountHost,
        [("persistentVolumeReclaimPolicy", "Delete")] = ManifestOperation.ReclaimByDeletion,
        [("reclaimPolicy", "Delete")] = ManifestOperation.ReclaimByDeletion,
        [("failurePolicy", "Ignore")] = ManifestOperation.IgnoreWebhookFailure,
        [("type", "LoadBalancer")] = ManifestOperation.ExposeService,
        [("cidr", "0.0.0.0/0")] = ManifestOperation.OpenNetwork,
        [("cidr", "::/0")] = ManifestOperation.OpenNetwork,
        [("name", "cluster-admin")] = ManifestOperation.BindAdministrator,
        [("name", "system:masters")] = ManifestOperation.BindAdministrator,
        [("name", "system:anonymous")] = ManifestOperation.BindEverybody,
        [("name", "system:unauthenticated")] = ManifestOperation.BindEverybody,
        [("name", "system:authenticated")] = ManifestOperation.BindEverybody,
    };

    /// <summary>Words in lists of a role.</summary>
    private static readonly Dictionary<string, ManifestOperation> InRoles = new(StringComparer.Ordinal)
    {
        ["*"] = ManifestOperation.AllowEverything,
        ["secrets"] = ManifestOperation.ReadSecrets,
        ["escalate"] = ManifestOperation.Escalate,
        ["bind"] = ManifestOperation.Escalate,
        ["impersonate"] = ManifestOperation.Escalate,
    };

    /// <param name="lines">Of one object, in their order.</param>
    public static IEnumerable<ManifestFact> Find(string kind, string target, IEnumerable<DiffLine> lines)
    {
        Dictionary<string, string> removed = new(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.Sign != ' '))
        {
            var (key, value) = Split(line.Text);
            if (line.Sign == '-')
            {
                removed[key] = value;
                continue;
            }

            if (Hurting.TryGetValue((key, value), out var operation))
            {
                yield return new ManifestFact(operation, kind, target, value.Length == 0 ? key : $"{key}: {value}", line.Number);
            }
            else if (kind is "Role" or "ClusterRole" && key.Length == 0 && InRoles.TryGetValue(value, out var inRole))
            {
                yield return new ManifestFact(inRole, kind, target, value, line.Number);
            }
            else if (removed.TryGetValue(key, out var before) && Compare(key, before, value) is { } changed)
            {
                yield return new ManifestFact(changed, kind, target, $"{before} to {value}", line.Number);
            }
        }
    }

    private static ManifestOperation? Compare(string key, string before, string after) => key switch
    {
        "storage" when Quantity.Parse(before) is { } was && Quantity.Parse(after) is { } becomes && becomes < was =>
            ManifestOperation.ShrinkStorage,
        "storageClassName" when before != after => ManifestOperation.ChangeStorageClass,
        "serviceName" or "clusterIP" when before != after => ManifestOperation.ChangeImmutable,
        _ => null,
    };

    /// <summary>Key and value of a line; an item of a list alone has no key.</summary>
    private static (string Key, string Value) Split(string line)
    {
        var text = line.AsSpan().Trim();
        if (text.StartsWith("- "))
        {
            text = text[2..].TrimStart();
        }

        var colon = text.IndexOf(": ");
        if (colon < 0 && text.EndsWith(':'))
        {
            return (text[..^1].ToString(), "");
        }

        return colon < 0
            ? ("", text.Trim("'\"").ToString())
            : (text[..colon].ToString(), text[(colon + 2)..].Trim().Trim("'\"").ToString());
    }
}
