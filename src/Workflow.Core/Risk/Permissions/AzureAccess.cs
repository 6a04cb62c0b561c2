namespace Workflow.Core.Risk;

/// <summary>Role assignments, role definitions and vault policies of Azure.</summary>
internal static class AzureAccess
{
    /// <summary>Built-in roles, by the identifier that is the same in all tenants.</summary>
    private static readonly IReadOnlyList<(string Id, string Name, RiskSeverity Severity, string Sentence)> Roles =
    [
        ("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "Owner", RiskSeverity.Critical,
            "Whoever has it can do everything there and hand the right on."),
        ("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "User Access Administrator", RiskSeverity.Critical,
            "Whoever has it can give itself and others every right there."),
        ("f58310d9-a9f6-439a-9e8d-f62e7b41a168", "Role Based Access Control Administrator", RiskSeverity.Critical,
            "Whoever has it can give itself and others every right there."),
        ("b24988ac-6180-42a0-ab88-20f7382dd24c", "Contributor", RiskSeverity.High,
            "Whoever has it can change and delete everything there."),
        ("00482a5a-887f-4fb3-b363-3b7fe8e74483", "Key Vault Administrator", RiskSeverity.High,
            "Whoever has it can read, change and delete all keys and secrets there."),
        ("b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer", RiskSeverity.High,
            "Whoever has it can read and change all secrets there."),
        ("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User", RiskSeverity.Medium,
            "Whoever has it can read all secrets there."),
    ];

    private static readonly HashSet<string> VaultWide = new(StringComparer.OrdinalIgnoreCase) { "all", "purge", "delete" };

    public static void Read(string address, AttributeNode node, PermissionGrants grants)
    {
        ReadAssignment(address, node, grants);
        ReadDefinition(node, grants);
        ReadVaultPolicy(node, grants);
    }

    private static void ReadAssignment(string address, AttributeNode node, PermissionGrants grants)
    {
        var role = node.Element.Find("roledefinitionid"u8)?.Texts().FirstOrDefault()
            ?? node.Element.Find("roledefinitionname"u8)?.Texts().FirstOrDefault();
        if (role is null)
        {
            return;
        }

        foreach (var (id, name, severity, sentence) in Roles)
        {
            if (role.Contains(id, StringComparison.OrdinalIgnoreCase) || string.Equals(role, name, StringComparison.OrdinalIgnoreCase))
            {
                var (where, isNarrow) = ScopeOf(node.Element.Find("scope"u8)?.Text() ?? address);
                grants.Allow(new PermissionGrant(
                    PermissionRules.Broadened, isNarrow ? severity - 1 : severity, $"makes someone {name} of {where}", sentence));
            }
        }
    }

    /// <summary>How wide an assignment reaches, by the resource identifier of its scope.</summary>
    private static (string Where, bool IsNarrow) ScopeOf(string scope)
    {
        var assignment = scope.IndexOf("/providers/Microsoft.Authorization/", StringComparison.OrdinalIgnoreCase);
        var parts = (assignment >= 0 ? scope[..assignment] : scope).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["providers", "Microsoft.Management", ..] => ("a management group", false),
            ["subscriptions", _] => ("a subscription", false),
            ["subscriptions", _, var groups, var name] when groups.Equals("resourceGroups", StringComparison.OrdinalIgnoreCase) =>
                ($"the resource group {name}", false),
            ["subscriptions", _, _, _, _, ..] => ("a resource", true),
            _ => ("a scope that is not told", false),
        };
    }

    private static void ReadDefinition(AttributeNode node, PermissionGrants grants)
    {
        if (node.Name == "permissions" && node.Element.TextsOf("actions"u8).Any(action => action is "*" or "*/write"))
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.Critical, "defines a role that allows every action",
                "Whoever is given it controls everything in its scope."));
        }
        else if (node.Name == "permissions" && node.Element.TextsOf("actions"u8).Any(IsAuthorizing))
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.High, "defines a role that allows assigning roles",
                "Whoever is given it can give itself every other right."));
        }
    }

    private static bool IsAuthorizing(string action) => Wildcard.Covers(action, "Microsoft.Authorization/roleAssignments/write");

    private static void ReadVaultPolicy(AttributeNode node, PermissionGrants grants)
    {
        var permissions = node.Element;
        var secrets = permissions.TextsOf("secretpermissions"u8).ToList();
        var keys = permissions.TextsOf("keypermissions"u8).ToList();
        if (node.Name == "permissions" && node.IsIn("accesspolicies"))
        {
            secrets.AddRange(permissions.TextsOf("secrets"u8));
            keys.AddRange(permissions.TextsOf("keys"u8));
        }

        if (secrets.Concat(keys).Any(VaultWide.Contains))
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.High,
                "allows deleting or purging keys or secrets of a vault",
                "What was encrypted with a purged key can never be read again."));
        }
        else if (secrets.Contains("get", StringComparer.OrdinalIgnoreCase))
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, RiskSeverity.Medium, "allows reading the secrets of a vault",
                "Whoever has it can read passwords and keys, and use them elsewhere."));
        }
    }
}
