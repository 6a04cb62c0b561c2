using static Workflow.Core.Risk.RiskSeverity;

namespace Workflow.Core.Risk.Manifests;

/// <summary>What is lost when an object of a kind is removed from a cluster.</summary>
public static class ManifestRemovals
{
    public static readonly RiskRule Rule = new("kubernetes-object-removed", "An object is removed from a cluster.");

    private static readonly Dictionary<string, RiskJudgement> ByKind = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Namespace"] = Lost(Critical, "Everything in the namespace is deleted with it, volumes too."),
        ["CustomResourceDefinition"] = Lost(Critical, "Every object of that kind in the whole cluster is deleted with it."),
        ["PersistentVolumeClaim"] = Lost(Critical, "The volume's data is deleted with its claim, unless the volume's policy is Retain."),
        ["PersistentVolume"] = Lost(Critical, "The data on the volume can be gone, and what is bound to it stops."),
        ["Secret"] = Lost(High, "Its values are nowhere else unless somebody kept them, and what uses them does not start again."),
        ["StatefulSet"] = Kept(
            High, "Its instances stop, and what they store is offline; the volumes stay unless the policy says otherwise."),
        ["Deployment"] = Kept(High, "Its instances stop, and nothing answers in their place."),
        ["DaemonSet"] = Kept(High, "It stops on every machine at once."),
        ["Service"] = Kept(High, "Its name and address no longer answer, and a new load balancer gets another address."),
        ["Ingress"] = Kept(High, "Visitors from outside no longer reach what is behind it."),
        ["Gateway"] = Kept(High, "Visitors from outside no longer reach what is behind it."),
        ["HTTPRoute"] = Kept(High, "Visitors from outside no longer reach what is behind it."),
        ["NetworkPolicy"] = Kept(High, "Without the policy every pod may connect, unless another policy forbids it."),
        ["ValidatingWebhookConfiguration"] = Kept(High, "What it checked is no longer checked."),
        ["MutatingWebhookConfiguration"] = Kept(High, "What it added to objects, such as side cars or limits, is missing in new ones."),
        ["ValidatingAdmissionPolicy"] = Kept(High, "What it checked is no longer checked."),
        ["StorageClass"] = Kept(High, "New claims of the class find no storage."),
        ["ServiceAccount"] = Kept(Medium, "Pods that run under it lose their rights and do not start again."),
        ["PodDisruptionBudget"] = Kept(Medium, "Maintenance of machines may stop all instances at once."),
        ["ConfigMap"] = Kept(Medium, "Pods that use it do not start again."),
        ["HorizontalPodAutoscaler"] = Kept(Medium, "The number of instances no longer follows the load."),
        ["Role"] = Kept(Medium, "Whoever was bound to it loses its rights."),
        ["ClusterRole"] = Kept(Medium, "Whoever was bound to it loses its rights."),
        ["RoleBinding"] = Kept(Medium, "Whoever was bound by it loses its rights."),
        ["ClusterRoleBinding"] = Kept(Medium, "Whoever was bound by it loses its rights."),
        ["ResourceQuota"] = Kept(Medium, "Nothing limits any more what the namespace may use."),
        ["LimitRange"] = Kept(Low, "New pods have no limits unless they say some themselves."),
        ["CronJob"] = Kept(Medium, "It no longer runs, and nothing says so."),
        ["Job"] = Kept(Low, "It stops, and its history is gone."),
        ["Pod"] = Kept(Medium, "It stops, and nothing starts it again."),
        ["ReplicaSet"] = Kept(Medium, "Its instances stop."),
        ["ReplicationController"] = Kept(Medium, "Its instances stop."),
        ["PriorityClass"] = Kept(Low, "New pods that name it are refused."),
        ["Endpoints"] = Kept(Medium, "The service no longer finds what answers for it."),
        ["EndpointSlice"] = Kept(Medium, "The service no longer finds what answers for it."),
        ["Application"] = Lost(High, "With its finalizer, all that it deployed is deleted too."),
        ["Kustomization"] = Lost(High, "Where it prunes, all that it deployed is deleted too."),
        ["HelmRelease"] = Lost(High, "All that the release deployed is deleted too."),
    };

    /// <summary>Kinds that this gate does not know belong to operators: their removal can be that of a database.</summary>
    private static readonly RiskJudgement Unknown =
        Lost(High, "An operator of the cluster decides what goes with it: that can be a database, a queue or a certificate.");

    public static RiskJudgement Judge(string kind) => ByKind.GetValueOrDefault(kind, Unknown);

    private static RiskJudgement Lost(RiskSeverity severity, string explanation) => new(Rule, severity, IsReversible: false, explanation);

    private static RiskJudgement Kept(RiskSeverity severity, string explanation) => new(Rule, severity, IsReversible: true, explanation);
}
