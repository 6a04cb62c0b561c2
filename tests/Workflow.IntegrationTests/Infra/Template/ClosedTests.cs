using System.Text.Json.Nodes;

namespace Workflow.IntegrationTests.Infra.Template;

/// <summary>Nothing that is deployed can be entered but by the ways that are meant.</summary>
public sealed class ClosedTests(CompiledTemplate template)
{
    public static TheoryData<string> Deployments => [.. CompiledTemplate.ParameterFiles];

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Storage_Takes_No_Keys_No_Plain_Http_And_Shows_No_Blob(string name)
    {
        var deployment = await template.DeploymentAsync(name);

        var account = deployment.Properties("Microsoft.Storage/storageAccounts");
        Assert.False(account["allowSharedKeyAccess"]!.GetValue<bool>());
        Assert.False(account["allowBlobPublicAccess"]!.GetValue<bool>());
        Assert.False(account["allowCrossTenantReplication"]!.GetValue<bool>());
        Assert.True(account["defaultToOAuthAuthentication"]!.GetValue<bool>());
        Assert.True(account["supportsHttpsTrafficOnly"]!.GetValue<bool>());
        Assert.Equal("TLS1_2", $"{account["minimumTlsVersion"]}");
        Assert.All(
            deployment.OfType("Microsoft.Storage/storageAccounts/blobServices/containers"),
            container => Assert.Equal("None", $"{container["properties"]!["publicAccess"]}"));
        var blobs = deployment.Properties("Microsoft.Storage/storageAccounts/blobServices");
        Assert.True(blobs["deleteRetentionPolicy"]!["enabled"]!.GetValue<bool>());
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_App_Speaks_Only_Https_And_Takes_No_Passwords(string name)
    {
        var deployment = await template.DeploymentAsync(name);

        var app = deployment.Properties("Microsoft.Web/sites");
        Assert.True(app["httpsOnly"]!.GetValue<bool>());
        var site = app["siteConfig"]!;
        Assert.Equal(("1.2", "1.2"), ($"{site["minTlsVersion"]}", $"{site["scmMinTlsVersion"]}"));
        Assert.Equal("Disabled", $"{site["ftpsState"]}");
        Assert.True(site["http20Enabled"]!.GetValue<bool>());
        var passwords = deployment.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToDictionary(
            policy => $"{policy["name"]}".Split('/')[1], policy => policy["properties"]!["allow"]!.GetValue<bool>());
        Assert.Equal(new Dictionary<string, bool> { ["ftp"] = false, ["scm"] = false }, passwords);
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task The_App_Runs_As_The_Identity(string name)
    {
        var deployment = await template.DeploymentAsync(name);

        var identity = $"{deployment.OfType("Microsoft.ManagedIdentity/userAssignedIdentities").Single()["id"]}";
        var app = deployment.OfType("Microsoft.Web/sites").Single();
        Assert.Equal([identity], app["identity"]!["userAssignedIdentities"]!.AsObject().Select(one => one.Key));
        Assert.Equal(identity, $"{app["properties"]!["keyVaultReferenceIdentity"]}");
        var configuration = app["properties"]!["functionAppConfig"]!;
        Assert.Equal("""{"name":"dotnet-isolated","version":"10.0"}""", configuration["runtime"]!.ToJsonString());
        var authentication = configuration["deployment"]!["storage"]!["authentication"]!;
        Assert.Equal("UserAssignedIdentity", $"{authentication["type"]}");
        Assert.Equal(identity, $"{authentication["userAssignedIdentityResourceId"]}");
    }

    [Theory]
    [MemberData(nameof(Deployments))]
    public async Task Vault_Telemetry_And_Bot_Know_Only_Entra_Id(string name)
    {
        var deployment = await template.DeploymentAsync(name);

        var vault = deployment.Properties("Microsoft.KeyVault/vaults");
        Assert.All(
            ["enableRbacAuthorization", "enablePurgeProtection", "enableSoftDelete"],
            property => Assert.True(vault[property]!.GetValue<bool>(), property));
        Assert.Null(vault["accessPolicies"]);
        Assert.True(deployment.Properties("Microsoft.Insights/components")["DisableLocalAuth"]!.GetValue<bool>());
        Assert.True(deployment.Properties("Microsoft.OperationalInsights/workspaces")["features"]!["disableLocalAuth"]!.GetValue<bool>());
        Assert.True(deployment.Properties("Microsoft.BotService/botServices")["disableLocalAuth"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("dev", "Enabled Allow", "Enabled Allow")]
    [InlineData("prod", "Disabled Deny", "Disabled Deny")]
    [InlineData("everything", "Disabled Deny", "Enabled Deny 192.0.2.0/24")]
    public async Task A_Private_Network_Closes_Storage_And_Vault_To_The_Internet(string name, string storage, string vault)
    {
        var deployment = await template.DeploymentAsync(name);

        Assert.Equal(storage, Openings(deployment.Properties("Microsoft.Storage/storageAccounts")));
        Assert.Equal(vault, Openings(deployment.Properties("Microsoft.KeyVault/vaults")));
    }

    [Fact]
    public async Task A_Private_Network_Reaches_Every_Service_That_It_Closes()
    {
        var deployment = await template.DeploymentAsync("prod");

        var reached = deployment.OfType("Microsoft.Network/privateEndpoints")
            .Select(endpoint => $"{endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]}");
        Assert.Equal(["blob", "queue", "table", "vault"], reached.Order());
        Assert.Equal(4, deployment.OfType("Microsoft.Network/privateDnsZones").Count());
        Assert.NotNull(deployment.Properties("Microsoft.Web/sites")["virtualNetworkSubnetId"]);
    }

    private static string Openings(JsonNode properties)
    {
        var rules = properties["networkAcls"]!;
        Assert.Equal("None", $"{rules["bypass"]}");
        var ranges = (rules["ipRules"]?.AsArray() ?? []).Select(rule => $" {rule!["value"]}");
        return $"{properties["publicNetworkAccess"]} {rules["defaultAction"]}{string.Concat(ranges)}";
    }
}
