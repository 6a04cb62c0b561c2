using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workflow.Cli.Risk;
using Workflow.Cli.Terminal;
using Workflow.Core.Risk;

namespace Workflow.Tests.Cli;

public sealed partial class RiskOutputTests
{
    private static readonly RiskReport Report = new(
        [
            new RiskFinding(
                "resource-replaced", RiskSeverity.Critical, IsReversible: false,
                new RiskLocation("plans/blue green.json", "aws_db_instance.main", 12),
                "aws_db_instance.main is replaced, deleted first", "All data in it is lost unless it is restored from a backup."),
            new RiskFinding(
                "of-tomorrow", RiskSeverity.Medium, IsReversible: true, new RiskLocation("/tmp/7 \u202E#?.sql"),
                "A table\nis renamed", "Whoever reads it by its \u001b[31mold name fails."),
            new RiskFinding(
                "resource-deleted", RiskSeverity.Low, IsReversible: true, new RiskLocation("plans/blue green.json", "null_resource.x"),
                "null_resource.x is deleted", "Nothing is lost."),
        ],
        new Dictionary<RiskSeverity, int> { [RiskSeverity.Critical] = 1, [RiskSeverity.Medium] = 1, [RiskSeverity.Low] = 1_001 },
        [
            new ReadDocument("plans/blue green.json", "terraform-plan"), new ReadDocument("/tmp/7 \u202E#?.sql", "sql"),
            new ReadDocument("empty.json", "pulumi-preview"),
        ])
    {
        BlastRadius = new BlastRadius(
            "shop", [new ReachedService("basket", 2, "team-basket", 1), new ReachedService("mail", null, null, 2)], HighestTier: 1),
    };

    [Fact]
    public void Text_Tells_The_Worst_First() =>
        Approval.Verify(Render(buffer => new TextRiskOutput(new TextConsole(buffer, isTerminal: false))), "txt");

    [Fact]
    public void Json_Has_Every_Finding_With_Its_Place()
    {
        var json = Render(buffer => new JsonRiskOutput(buffer));

        JsonDocument.Parse(json).Dispose();
        Approval.Verify(json, "json");
    }

    [Fact]
    public void Sarif_Holds_What_Its_Schema_Requires()
    {
        var text = Render(buffer => new SarifRiskOutput(buffer));

        using var sarif = JsonDocument.Parse(text);
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        var log = Assert.Single(sarif.RootElement.GetProperty("runs").EnumerateArray());
        var driver = log.GetProperty("tool").GetProperty("driver");
        Assert.NotEmpty(driver.GetProperty("name").GetString()!);
        var rules = driver.GetProperty("rules").EnumerateArray().ToList();
        Assert.Equal(rules.Count, rules.Select(rule => rule.GetProperty("id").GetString()).Distinct().Count());
        Assert.All(rules, rule => Assert.NotEmpty(rule.GetProperty("shortDescription").GetProperty("text").GetString()!));
        Assert.All(log.GetProperty("results").EnumerateArray(), result =>
        {
            var rule = rules[result.GetProperty("ruleIndex").GetInt32()];
            Assert.Equal(rule.GetProperty("id").GetString(), result.GetProperty("ruleId").GetString());
            var place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
            Assert.Matches("^[A-Za-z0-9/:.%_~-]+$", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        });

        // The rules grow with the product.
        var results = text.Replace(driver.GetProperty("rules").GetRawText(), "[]", StringComparison.Ordinal);
        Approval.Verify(RuleIndex().Replace(results, "\"ruleIndex\": 0"), "sarif");
    }

    private static string Render(Func<OutputBuffer, IRiskOutput> create)
    {
        using var stream = new MemoryStream();
        using (var buffer = new OutputBuffer(() => stream))
        {
            create(buffer).Write(Report, isComplete: false);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("\"ruleIndex\": \\d+")]
    private static partial Regex RuleIndex();
}
