using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Policy;
using Workflow.Adapters.Files.Yaml;

namespace Workflow.Tests.Adapters.Files.Policy;

public sealed class PolicySchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.FromText(Encoding.UTF8.GetString(PolicyFile.Schema.Span));

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Every_Sample_Is_Valid_And_Names_The_Schema(string name)
    {
        var path = PolicySamples.PathOf(name);
        var text = PolicySamples.Text(path);
        var schema = text.Split('\n')[0].Split("# yaml-language-server: $schema=")[1];

        Assert.True(IsValid(Read(text)));
        Assert.Equal(PolicyFile.Schema.ToArray(), File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, schema)));
    }

    [Fact]
    public void The_Built_In_Policy_Is_Valid_But_For_The_Environments_That_Others_Name()
    {
        var policy = Read(Encoding.UTF8.GetString(PolicyFile.BuiltIn.Span));

        Assert.False(IsValid(policy));
        policy["environments"] = JsonNode.Parse("""{ "production": { "protected": true } }""");
        Assert.True(IsValid(policy));
    }

    [Theory]
    [MemberData(nameof(PolicySamples.Names), MemberType = typeof(PolicySamples))]
    public void Every_Misspelled_Key_Is_Refused(string name)
    {
        var text = PolicySamples.Text(PolicySamples.PathOf(name));
        var keys = PolicyMutations.ListKeys(text);

        Assert.All(keys, key => Assert.False(IsValid(Read(PolicyMutations.Misspell(text, key))), $"'{key.Name}' in line {key.Line}"));
    }

    [Theory]
    [InlineData("on-timeout: cancel", "on-timeout: release")]
    [InlineData("then: block", "then: stop")]
    [InlineData("approvals: 1", "approvals: 11")]
    [InlineData("level: $lead", "level: boss")]
    [InlineData("wait: 2h working", "wait: two hours")]
    [InlineData("\">= 10\"", "10 or more")]
    [InlineData("then: block", "then: block\n    requires: { level: senior, ladder: standard }")]
    [InlineData("then: block", "then: require-review")]
    [InlineData("protected: true", "protected: maybe")]
    [InlineData("to: \"17:00\"", "to: \"25:00\"")]
    [InlineData("name: The whole language", "name: [x]")]
    [InlineData("evidence: [diff, run, findings]", "evidence: [diff, run, diff]")]
    public void What_The_Reader_Refuses_The_Schema_Refuses(string right, string wrong)
    {
        var text = PolicySamples.Text(PolicySamples.Whole);
        Assert.Contains(right, text, StringComparison.Ordinal);
        var mutated = text.Replace(right, wrong, StringComparison.Ordinal);

        Assert.NotEmpty(PolicySamples.ProblemsOf(PolicySamples.Whole, mutated));
        Assert.False(IsValid(Read(mutated)));
    }

    [Fact]
    public void The_Schema_Knows_Exactly_The_Keys_That_The_Reader_Knows()
    {
        var root = JsonNode.Parse(PolicyFile.Schema.Span)!;
        Dictionary<string, string[]> known = new()
        {
            ["environment"] = PolicyKeys.Environment,
            ["workingHours"] = PolicyKeys.WorkingHours,
            ["reviewers"] = PolicyKeys.Reviewers,
            ["calendar"] = PolicyKeys.Calendar,
            ["step"] = PolicyKeys.Step,
            ["ask"] = PolicyKeys.Ask,
            ["requirement"] = PolicyKeys.Requirement,
            ["demand"] = PolicyKeys.Demand,
            ["rule"] = PolicyKeys.Rule,
            ["condition"] = PolicyKeys.Condition,
            ["freeze"] = PolicyKeys.Freeze,
            ["scope"] = PolicyKeys.Scope,
            ["weekly"] = PolicyKeys.Weekly,
            ["dated"] = PolicyKeys.Dated,
            ["inCalendar"] = PolicyKeys.InCalendar,
            ["breakGlass"] = PolicyKeys.BreakGlass,
            ["confirm"] = PolicyKeys.Confirm,
            ["incident"] = PolicyKeys.Incident,
        };

        var mappings = root["$defs"]!.AsObject().Where(one => one.Value!["properties"] is not null).ToDictionary(one => one.Key, one => one.Value!);
        Assert.Equal(PolicyKeys.Policy.Order(), KeysOf(root));
        Assert.Equal(known.Keys.Order(), mappings.Keys.Order());
        Assert.All(known, one => Assert.Equal(one.Value.Order(), KeysOf(mappings[one.Key])));
    }

    private static IEnumerable<string> KeysOf(JsonNode node) => node["properties"]!.AsObject().Select(one => one.Key).Order();

    private static bool IsValid(JsonNode node) => Schema.Evaluate(JsonSerializer.SerializeToElement(node)).IsValid;

    private static JsonNode Read(string text) => Convert(YamlTree.Read(Encoding.UTF8.GetBytes(text), new Problems("p")));

    /// <summary>As an editor reads YAML: plain numbers and booleans are no texts.</summary>
    private static JsonNode Convert(YamlNode node)
    {
        switch (node)
        {
            case YamlSequence sequence:
                return new JsonArray([.. sequence.Items.Select(Convert)]);
            case YamlMapping mapping:
                JsonObject result = [];
                foreach (var entry in mapping.Entries)
                {
                    result[entry.Key.Text] = Convert(entry.Value);
                }

                return result;
            default:
                var text = ((YamlScalar)node).Text;
                return text is "true" or "false" ? JsonValue.Create(text == "true")
                    : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
                    : JsonValue.Create(text);
        }
    }
}
