using System.Text.RegularExpressions;

namespace Workflow.IntegrationTests.Infra.Template;

/// <summary>What the managed identity may do, all of it.</summary>
public sealed partial class RoleTests(CompiledTemplate template)
{
    // Ids of Microsoft's built-in roles.
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string DurableTaskDataContributor = "0ad04412-c4d5-4796-b79c-f76d14c8d402";

    private static readonly string[] Always =
    [
        $"Microsoft.Insights/components {MetricsPublisher}",
        $"Microsoft.KeyVault/vaults {SecretsUser}",
        $"Microsoft.Storage/storageAccounts {TableDataContributor}",
        $"Microsoft.Storage/storageAccounts {QueueDataContributor}",
        $"Microsoft.Storage/storageAccounts {BlobDataOwner}",
    ];

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task The_Identity_Has_Five_Roles_Each_On_One_Resource(string name) =>
        Assert.Equal(Always, await RolesAsync(name));

    [Fact]
    public async Task The_Scheduler_Adds_One_Role_On_Its_Task_Hub() =>
        Assert.Equal(
            Always.Append($"Microsoft.DurableTask/schedulers/taskHubs {DurableTaskDataContributor}").Order(StringComparer.Ordinal),
            await RolesAsync("everything"));

    /// <returns>The type of the resource that a role is given on, and the role's id. A wider scope has no such type, and fails.</returns>
    private async Task<IEnumerable<string>> RolesAsync(string name)
    {
        var deployment = await template.DeploymentAsync(name);
        var identity = $"{deployment.OfType("Microsoft.ManagedIdentity/userAssignedIdentities").Single()["id"]}";
        return deployment.OfType("Microsoft.Authorization/roleAssignments")
            .Select(assignment =>
            {
                var properties = assignment["properties"]!;
                Assert.Contains($"reference('{identity}'", $"{properties["principalId"]}", StringComparison.Ordinal);
                Assert.Equal("ServicePrincipal", $"{properties["principalType"]}");
                var scope = Scope().Match($"{assignment["id"]}");
                Assert.True(scope.Success, $"{assignment["id"]} is no role on a single resource.");
                var type = string.Join('/', scope.Groups[1].Value.Split('/').Where((_, index) => index == 0 || index % 2 == 1));
                return $"{type} {$"{properties["roleDefinitionId"]}".Split('/')[^1]}";
            })
            .Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("^/subscriptions/[^/]+/resourceGroups/[^/]+/providers/(.+)/providers/Microsoft.Authorization/roleAssignments/[^/]+$")]
    private static partial Regex Scope();
}
