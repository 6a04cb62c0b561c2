using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Workflow.Orchestration;

namespace Workflow.IntegrationTests.Infra.Template;

public sealed partial class AlertTests(CompiledTemplate template)
{
    [Fact]
    public async Task Operators_Are_Mailed_Of_What_Goes_Wrong()
    {
        var deployment = await template.DeploymentAsync("dev");

        var group = deployment.OfType("Microsoft.Insights/actionGroups").Single();
        Assert.Equal("operators@example.com", $"{Assert.Single(group["properties"]!["emailReceivers"]!.AsArray())!["emailAddress"]}");
        var rules = deployment.OfType("Microsoft.Insights/scheduledQueryRules").Select(rule => rule["properties"]!).ToList();
        Assert.Equal(
            [
                $"{GateMetrics.CallbacksFailed} > 0",
                $"{GateMetrics.OrchestrationsFailed} > 0",
                $"{GateMetrics.NoEligibleReviewer} > 0",
                $"{GateMetrics.OldestOpenAge} > {48 * 3600}",
            ],
            rules.Select(Condition).Order());
        Assert.All(rules, rule =>
        {
            Assert.True(rule["enabled"]!.GetValue<bool>());
            Assert.Equal([$"{group["id"]}"], rule["actions"]!["actionGroups"]!.AsArray().Select(one => $"{one}"));
        });
    }

    private static string Condition(JsonNode rule)
    {
        var condition = Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!;
        Assert.Equal("GreaterThan", $"{condition["operator"]}");
        return $"{Metric().Match($"{condition["query"]}").Groups[1]} > {condition["threshold"]}";
    }

    [GeneratedRegex("""^AppMetrics \| where Name == "([a-z_.]+)" \| summarize Value = (?:sum\(Sum\)|max\(Max\)) by bin\(Time""")]
    private static partial Regex Metric();
}
