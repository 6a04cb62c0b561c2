namespace Workflow.Core.Risk;

/// <summary>Bindings of members to roles in Google Cloud.</summary>
internal static class GoogleAccess
{
    private static readonly HashSet<string> Public = ["allUsers", "allAuthenticatedUsers"];

    public static void Read(AttributeNode node, PermissionGrants grants)
    {
        if (node.Element.Find("role"u8)?.Text() is not { } role || !role.Contains("roles/", StringComparison.Ordinal))
        {
            return;
        }

        var members = node.Element.TextsOf("members"u8).Concat(node.Element.TextsOf("member"u8));
        if (members.Any(Public.Contains))
        {
            grants.Allow(new PermissionGrant(PermissionRules.Public, SeverityForPublic(role), $"gives {role} to everyone",
                "Anyone in the world can use it."));
        }

        if (SeverityOf(role) is { } severity)
        {
            grants.Allow(new PermissionGrant(PermissionRules.Broadened, severity, $"gives {role}", SentenceOf(severity)));
        }
    }

    private static RiskSeverity SeverityForPublic(string role) =>
        role.EndsWith("viewer", StringComparison.OrdinalIgnoreCase) || role.EndsWith("invoker", StringComparison.OrdinalIgnoreCase)
            ? RiskSeverity.High
            : RiskSeverity.Critical;

    private static RiskSeverity? SeverityOf(string role) => role switch
    {
        "roles/owner" or "roles/iam.securityAdmin" or "roles/resourcemanager.organizationAdmin"
            or "roles/resourcemanager.projectIamAdmin" or "roles/iam.organizationRoleAdmin" => RiskSeverity.Critical,
        "roles/editor" or "roles/iam.serviceAccountTokenCreator" or "roles/iam.serviceAccountKeyAdmin"
            or "roles/iam.serviceAccountAdmin" or "roles/secretmanager.admin" or "roles/cloudkms.admin"
            or "roles/storage.admin" or "roles/cloudsql.admin" => RiskSeverity.High,
        "roles/secretmanager.secretAccessor" or "roles/iam.serviceAccountUser"
            or "roles/cloudkms.cryptoKeyDecrypter" => RiskSeverity.Medium,
        _ => null,
    };

    private static string SentenceOf(RiskSeverity severity) => severity switch
    {
        RiskSeverity.Critical => "Whoever has it can do everything there, and hand the right on.",
        RiskSeverity.High => "Whoever has it can change and delete far more than one service needs.",
        _ => "Whoever has it can read secrets, or act as another account.",
    };
}
