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
                $"{GateMetrics.CallbacksFailed} > 0 in PT30M",
                $"{GateMetrics.OrchestrationsFailed} > 0 in PT30M",
                $"{GateMetrics.NoEligibleReviewer} > 0 in PT30M",
                $"{GateMetrics.OldestOpenAge} < 1 in PT1H",
                $"{GateMetrics.OldestOpenAge} > {48 * 3600} in PT30M",
            ],
            rules.Select(Condition).Order(StringComparer.Ordinal));
        Assert.All(rules, rule =>
        {
            Assert.True(rule["enabled"]!.GetValue<bool>());
            Assert.Equal([$"{group["id"]}"], rule["actions"]!["actionGroups"]!.AsArray().Select(one => $"{one}"));
        });
    }

    private static string Condition(JsonNode rule)
    {
        var condition = Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!;
        var query = Query().Match($"{condition["query"]}");
        Assert.Equal($"{condition["operator"]}" == "LessThan", query.Groups["value"].Value == "count()");
        var sign = $"{condition["operator"]}" == "LessThan" ? '<' : '>';
        return $"{query.Groups["metric"]} {sign} {condition["threshold"]} in {rule["windowSize"]}";
    }

    /// <summary>A sum or maximum for each half hour; a count of all, which is 0 and not nothing where there is no metric.</summary>
    [GeneratedRegex("""
        ^AppMetrics \| where Name == "(?<metric>[a-z_.]+)" \| summarize Value = (?<value>(?:sum\(Sum\)|max\(Max\)) by bin\(TimeGenerated, 30m\)|count\(\))$
        """)]
    private static partial Regex Query();
}
