namespace Workflow.Core.Risk;

/// <summary>Roles of Kubernetes and of GitHub, where infrastructure code manages them.</summary>
internal static class KubernetesAccess
{
    public static void Read(string type, AttributeNode node, PermissionGrants grants)
    {
        if (node.Element.TextsOf("verbs"u8).Contains("*") && node.Element.TextsOf("resources"u8).Contains("*"))
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.Critical,
                "allows every verb on every Kubernetes resource",
                "Whoever has it controls everything that the role reaches."));
        }

        if (node.Name == "roleref" && node.Element.Find("name"u8)?.Text() == "cluster-admin")
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.Critical, "makes someone cluster-admin",
                "Whoever has it controls the whole cluster."));
        }

        if (type.StartsWith("github", StringComparison.Ordinal) && node.Element.Find("permission"u8)?.Text() == "admin")
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.High, "makes someone administrator of a repository",
                "Whoever has it can switch off the rules that protect the code."));
        }
    }
}
