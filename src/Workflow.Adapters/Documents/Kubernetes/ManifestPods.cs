using Workflow.Core.Risk.Manifests;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Finds what a pod, or the template of one in a workload, takes from the machine under it.</summary>
internal static class ManifestPods
{
    private static readonly string[] ContainerLists = ["containers", "initContainers", "ephemeralContainers"];

    private static readonly string[] HostNamespaces = ["hostNetwork", "hostPID", "hostIPC"];

    private static readonly HashSet<string> DangerousCapabilities =
        new(StringComparer.OrdinalIgnoreCase) { "ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "NET_ADMIN", "DAC_READ_SEARCH" };

    public static IEnumerable<ManifestFact> Find(KubernetesObject found)
    {
        var pod = PodOf(found);
        foreach (var name in HostNamespaces.Where(name => pod[name].IsTrue))
        {
            yield return ManifestContent.Fact(found, ManifestOperation.ShareHostNamespace, pod[name].Line, name);
        }

        foreach (var volume in pod["volumes"].Items.Where(volume => volume.Has("hostPath")))
        {
            var path = volume["hostPath"]["path"].Value ?? volume["name"].Value ?? "?";
            yield return ManifestContent.Fact(found, ManifestOperation.MountHost, volume.Line, path);
        }

        foreach (var container in ContainerLists.SelectMany(list => pod[list].Items))
        {
            var security = container["securityContext"];
            var capabilities = security["capabilities"]["add"].Texts.Where(DangerousCapabilities.Contains).ToList();
            var name = container["name"].Value ?? "a container";
            if (security["privileged"].IsTrue)
            {
                yield return ManifestContent.Fact(found, ManifestOperation.RunPrivileged, security["privileged"].Line, name);
            }
            else if (capabilities.Count > 0)
            {
                yield return ManifestContent.Fact(
                    found,
                    ManifestOperation.RunPrivileged,
                    security["capabilities"].Line,
                    $"{name} with {string.Join(", ", capabilities)}");
            }
        }
    }

    private static ManifestNode PodOf(KubernetesObject found)
    {
        var spec = found.Root["spec"];
        return found.Kind switch
        {
            "Pod" => spec,
            "PodTemplate" => found.Root["template"]["spec"],
            "CronJob" => spec["jobTemplate"]["spec"]["template"]["spec"],
            _ => spec["template"]["spec"],
        };
    }
}
