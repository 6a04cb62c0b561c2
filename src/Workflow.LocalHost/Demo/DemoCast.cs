using Workflow.Core.Deployments;

namespace Workflow.LocalHost.Demo;

/// <summary>The authors of the demo's own commits, as the sample people.yaml knows them, and what they commit.</summary>
internal static class DemoCast
{
    private const string DatabaseFile = "infra/orders-database.tf";

    private static readonly ActorIdentity Senior = new("Margaret Hamilton", "margaret.hamilton@example.com");
    private static readonly ActorIdentity Agent = new("Copilot", "198982749+Copilot@users.noreply.github.com");

    public static ActorIdentity Junior { get; } = new("Jun Rivera", "jun.rivera@example.com");

    /// <summary>The state before the first deployment.</summary>
    public static DemoCommit Beginning { get; } = new(Senior, "Lay out the shop", new Dictionary<string, string?>
    {
        ["README.md"] = "# The shop\n",
        [DatabaseFile] = "resource \"azurerm_postgresql_flexible_server\" \"orders\" {\n  name = \"orders\"\n}\n",
    });

    /// <summary>The commit that a scenario needs.</summary>
    public static DemoCommit For(DemoScenario scenario) => scenario.Key switch
    {
        "senior" => Write(Senior, "Show the number of items in stock", "src/catalog/stock.cs"),
        "agent" => new DemoCommit(
            Agent,
            $"Remove the unused database\n\nCo-authored-by: {Junior.Name} <{Junior.Email}>\n",
            new Dictionary<string, string?> { [DatabaseFile] = null }),
        "unanswered" => Write(
            Junior,
            "Rank results by margin\n\nCo-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>\n",
            "src/search/rank.cs"),
        "thrice" => Write(
            Junior, "Retry declined cards once\n\nAssisted-by: Claude Code\n", "src/payments/retry.cs"),
        _ => Write(
            Junior, "Apply vouchers before tax\n\nCo-authored-by: Claude <noreply@anthropic.com>\n", "src/checkout/voucher.cs"),
    };

    /// <summary>The Terraform plan that the pipeline attaches to the request; null for deployments without one.</summary>
    public static string? PlanFor(DemoDeployment deployment) => deployment is not { Scenario.Key: "agent", IsFromHistory: false }
        ? null
        : """
          {
            "format_version": "1.2",
            "complete": true,
            "resource_changes": [{
              "address": "azurerm_postgresql_flexible_server.orders",
              "mode": "managed",
              "type": "azurerm_postgresql_flexible_server",
              "name": "orders",
              "change": { "actions": ["delete"], "before": { "name": "orders" }, "after": null }
            }]
          }
          """;

    private static DemoCommit Write(ActorIdentity author, string message, string path) =>
        new(author, message, new Dictionary<string, string?> { [path] = $"// {message.Split('\n')[0]}\n" });
}
