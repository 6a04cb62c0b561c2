using static Workflow.Core.Risk.RiskSeverity;

namespace Workflow.Core.Risk.Manifests;

/// <summary>
/// What facts from Kubernetes manifests are worth. Sources: the Kubernetes documentation on each object, its
/// RBAC good practices and its pod security standards.
/// </summary>
public static class ManifestRules
{
    private const bool Reversible = true, Irreversible = false;

    private static readonly Dictionary<ManifestOperation, ManifestRule> Rules = new()
    {
        [ManifestOperation.ScaleToZero] = Rule(
            "kubernetes-scale-to-zero", "A workload is scaled to no instance.", High, Reversible,
            "{0} runs no instance any more", "Nothing answers for it until it is scaled up again."),
        [ManifestOperation.ShrinkStorage] = Rule("kubernetes-storage-shrunk", "Storage becomes smaller.", High, Irreversible,
            "{0} asks for less storage: {1}",
            "A volume cannot shrink: the change is refused, or the volume is made anew and its data is gone."),
        [ManifestOperation.ChangeStorageClass] = Rule(
            "kubernetes-storage-class-changed", "Storage moves to another class.", High, Irreversible,
            "{0} changes its storage class: {1}",
            "A bound claim cannot change its class: it must be made anew, and its data does not move along."),
        [ManifestOperation.ReclaimByDeletion] = Rule(
            "kubernetes-reclaim-delete", "A volume is deleted with its claim.", Medium, Irreversible,
            "{0} deletes its data with the claim",
            "Whoever removes the claim removes the data: the policy Retain would keep it."),
        [ManifestOperation.ChangeImmutable] = Rule(
            "kubernetes-immutable-field", "A field changes that cannot change in place.", High, Reversible,
            "{0} changes a field that cannot change: {1}",
            "The deployment fails, or somebody deletes the object and makes it again."),
        [ManifestOperation.AllowEverything] = Rule("kubernetes-rbac-wildcard", "A role allows everything.", High, Reversible,
            "{0} allows everything: {1}",
            "It also holds for kinds and verbs that come later, and with them its holder can get any other right."),
        [ManifestOperation.ReadSecrets] = Rule("kubernetes-rbac-secrets", "A role can read secrets.", High, Reversible,
            "{0} can read secrets",
            "Passwords, keys and tokens of service accounts are among them: rights of others come with it."),
        [ManifestOperation.Escalate] = Rule(
            "kubernetes-rbac-escalation", "A role can raise its own rights.", Critical, Reversible,
            "{0} can raise rights: {1}", "Its holder can become administrator of the cluster."),
        [ManifestOperation.BindAdministrator] = Rule(
            "kubernetes-bind-admin", "Somebody becomes administrator.", Critical, Reversible,
            "{0} makes an administrator: {1}", "Whoever is bound can read, change and delete everything that the role reaches."),
        [ManifestOperation.BindEverybody] = Rule(
            "kubernetes-bind-everybody", "A role is given to everybody.", Critical, Reversible,
            "{0} gives a role to everybody: {1}", "Everybody who reaches the cluster's API has these rights."),
        [ManifestOperation.RunPrivileged] = Rule("kubernetes-privileged", "A container runs privileged.", High, Reversible,
            "{0} runs a privileged container: {1}", "It has the machine under it in its hands, and all that runs there."),
        [ManifestOperation.MountHost] = Rule("kubernetes-host-path", "A folder of the machine is mounted.", High, Reversible,
            "{0} mounts a folder of the machine: {1}",
            "It can read and change files of the machine and of others that run there."),
        [ManifestOperation.ShareHostNamespace] = Rule(
            "kubernetes-host-namespace", "A pod shares a namespace of the machine.", High, Reversible,
            "{0} shares a namespace of the machine: {1}",
            "It sees the network or the processes of everything else on the machine."),
        [ManifestOperation.OpenNetwork] = Rule(
            "kubernetes-network-open", "A network policy lets everything in or out.", High, Reversible,
            "{0} lets everything pass: {1}", "Any pod, or any address, can connect: what the policy kept apart is together."),
        [ManifestOperation.ExposeService] = Rule(
            "kubernetes-service-exposed", "A service is open to the internet.", Medium, Reversible,
            "{0} is open to any address",
            "A load balancer without source ranges takes connections from the whole world, unless the cluster makes it an internal one."),
        [ManifestOperation.IgnoreWebhookFailure] = Rule(
            "kubernetes-webhook-ignore", "An admission check lets everything pass when it fails.", Medium, Reversible,
            "{0} lets objects pass unchecked when the webhook fails", "Whoever stops the webhook stops the check."),
        [ManifestOperation.FailOnWebhookFailure] = Rule(
            "kubernetes-webhook-fail", "An admission check stops everything when it fails.", Low, Reversible,
            "{0} refuses objects when the webhook fails",
            "While the webhook is down, nothing it looks at can be deployed or healed."),
        [ManifestOperation.NeedTemplating] = Rule("manifest-template", "A manifest is a template.", Medium, Reversible,
            "the file is a template and was not read",
            "What it becomes depends on values elsewhere: attach the rendered manifests or their diff."),
    };

    public static IReadOnlyList<RiskRule> All { get; } = [.. Rules.Values.Select(rule => rule.Judgement.Rule), ManifestRemovals.Rule];

    public static RiskFinding Judge(ManifestFact fact, string document)
    {
        var where = new RiskLocation(document, fact.Target.Length == 0 ? null : fact.Target, fact.Line);
        if (fact.Operation is ManifestOperation.Remove)
        {
            return ManifestRemovals.Judge(fact.Kind).Find(where, $"{fact.Target} is removed");
        }

        var rule = Rules[fact.Operation];
        var target = fact.Target.Length == 0 ? "the manifest" : fact.Target;
        return rule.Judgement.Find(
            where, rule.What.Replace("{0}", target, StringComparison.Ordinal).Replace("{1}", fact.Detail, StringComparison.Ordinal));
    }

    private static ManifestRule Rule(
        string id, string title, RiskSeverity severity, bool isReversible, string what, string explanation) =>
        new(new RiskJudgement(new RiskRule(id, title), severity, isReversible, explanation), what);

    private sealed record ManifestRule(RiskJudgement Judgement, string What);
}
