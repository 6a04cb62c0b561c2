using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>Settings that open what is stored or served to everyone.</summary>
internal static class PublicAccess
{
    private const string ReadByAnyone = "Anyone in the world can read what is in it.";

    private const string Reachable = "It can be reached from the internet; only its own sign-in protects it.";

    public static void Read(string type, AttributeNode node, PermissionGrants grants)
    {
        var settings = node.Element;
        var acl = settings.Find("acl"u8) ?? settings.Find("accesscontrol"u8) ?? settings.Find("predefinedacl"u8);
        switch (acl?.Text()?.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant())
        {
            case "publicreadwrite":
                Allow(grants, RiskSeverity.Critical, "lets everyone read and write what is stored",
                    "Anyone in the world can read, change and fill it.");
                break;
            case "publicread" or "authenticatedread":
                Allow(grants, RiskSeverity.High, "lets everyone read what is stored", ReadByAnyone);
                break;
        }

        if (settings.Find("containeraccesstype"u8)?.Text() is "blob" or "container"
            || settings.Find("publicaccess"u8)?.Text() is "Blob" or "Container")
        {
            Allow(grants, RiskSeverity.High, "lets everyone read what is stored", ReadByAnyone);
        }

        AllowWhere(settings.Find("allowblobpublicaccess"u8) ?? settings.Find("allownesteditemstobepublic"u8), true,
            RiskSeverity.Medium, "allows containers that everyone can read",
            "One setting of a container is then enough to publish what is in it.");
        AllowWhere(settings.Find("publiclyaccessible"u8), true, RiskSeverity.High, "can be reached from the internet", Reachable);
        AllowWhere(settings.Find("publicnetworkaccessenabled"u8) ?? settings.Find("publicnetworkaccess"u8), true,
            RiskSeverity.Medium, "can be reached from public networks", Reachable);
        ReadBlock(settings.Find("blockpublicacls"u8));
        ReadBlock(settings.Find("blockpublicpolicy"u8));
        ReadBlock(settings.Find("restrictpublicbuckets"u8));
        ReadBlock(settings.Find("ignorepublicacls"u8));
        ReadService(type, settings, grants);

        void AllowWhere(JsonElement? setting, bool value, RiskSeverity severity, string what, string sentence)
        {
            if (setting?.Truth() == value)
            {
                Allow(grants, severity, what, sentence);
            }
        }

        void ReadBlock(JsonElement? setting) => AllowWhere(setting, false,
            RiskSeverity.High, "no longer keeps its bucket from being public",
            "A policy or a single object's setting can then publish what is in it.");
    }

    private static void ReadService(string type, JsonElement settings, PermissionGrants grants)
    {
        var isFunction = type.Contains("lambda", StringComparison.OrdinalIgnoreCase);
        if (isFunction && settings.Find("principal"u8)?.Text() == "*")
        {
            Allow(grants, RiskSeverity.High, "lets everyone call the function", "Anyone in the world can run it, at your cost.");
        }

        if (isFunction && (settings.Find("authorizationtype"u8) ?? settings.Find("authtype"u8))?.Text() == "NONE")
        {
            Allow(grants, RiskSeverity.Medium, "lets everyone call the function's URL", "Only the function itself can turn callers away.");
        }

        if (type.StartsWith("github", StringComparison.Ordinal) && settings.Find("visibility"u8)?.Text() == "public")
        {
            Allow(grants, RiskSeverity.Critical, "shows the repository to everyone",
                "What was once public stays known, its whole history included.");
        }
    }

    private static void Allow(PermissionGrants grants, RiskSeverity severity, string what, string sentence) =>
        grants.Allow(new PermissionGrant(PermissionRules.Public, severity, what, sentence));
}
