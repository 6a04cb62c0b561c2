using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>Everything in a resource's attributes that allows something and deserves a look.</summary>
internal sealed class PermissionGrants
{
    private const int MaxCount = 1000;

    /// <summary>Objects with none of these names, and of no name that tells, allow nothing: most objects are passed over at once.</summary>
    private static readonly HashSet<string> Telling =
    [
        "statement", "roledefinitionid", "roledefinitionname", "actions", "secretpermissions", "keypermissions", "secrets", "keys", "role",
        "verbs", "permission", "cidrblocks", "ipv6cidrblocks", "cidripv4", "cidripv6", "cidrip", "sourceranges",
        "sourceaddressprefix", "sourceaddressprefixes", "publicaccesscidrs", "cidrblock", "startipaddress", "acl",
        "accesscontrol", "predefinedacl", "containeraccesstype", "publicaccess", "allowblobpublicaccess", "allownesteditemstobepublic",
        "publiclyaccessible", "publicnetworkaccessenabled", "publicnetworkaccess", "blockpublicacls", "blockpublicpolicy",
        "restrictpublicbuckets", "ignorepublicacls", "principal", "authorizationtype", "authtype", "visibility",
    ];

    private readonly HashSet<PermissionGrant> allowed = [];
    private readonly HashSet<string> denied = [];

    public IReadOnlySet<PermissionGrant> Allowed => allowed;

    /// <summary>Denials as they are written.</summary>
    public IReadOnlySet<string> Denied => denied;

    /// <param name="address">Where the attributes themselves do not say what a grant holds for, the address may.</param>
    public static PermissionGrants Of(string type, string address, JsonElement? attributes)
    {
        var grants = new PermissionGrants();
        if (attributes is { } given)
        {
            AttributeTree.Walk(given, node => grants.ReadObject(type, address, node), text => IamPolicy.ReadText(text, grants));
        }

        return grants;
    }

    public void Allow(PermissionGrant grant)
    {
        if (allowed.Count < MaxCount)
        {
            allowed.Add(grant);
        }
    }

    public void Deny(string denial)
    {
        if (denied.Count < MaxCount)
        {
            denied.Add(denial);
        }
    }

    private void ReadObject(string type, string address, AttributeNode node)
    {
        if (node.Name is not ("roleref" or "authorizednetworks") && !PropertyNames.HasAny(node.Element, Telling))
        {
            return;
        }

        IamPolicy.Read(node, this);
        AzureAccess.Read(address, node, this);
        GoogleAccess.Read(node, this);
        KubernetesAccess.Read(type, node, this);
        NetworkAccess.Read(type, node, this);
        PublicAccess.Read(type, node, this);
    }
}
