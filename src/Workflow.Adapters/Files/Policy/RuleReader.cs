using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads the <c>rules</c> of a policy.</summary>
internal sealed class RuleReader(PolicyContext context, DemandReader demands)
{
    private readonly PredicateReader predicates = new(context);
    private readonly ValueReader values = context.Values;

    public IReadOnlyList<PolicyRule> ReadAll(YamlNode node)
    {
        if (node is not YamlSequence sequence)
        {
            values.Problems.Add(node, $"rules must be a list, not {node.Kind}");
            return [];
        }

        Dictionary<string, PolicyRule> rules = new(StringComparer.OrdinalIgnoreCase);
        foreach (var item in sequence.Items)
        {
            if (Read(item) is { } rule && !rules.TryAdd(rule.Name, rule))
            {
                values.Problems.Add(item, $"there is a rule '{rule.Name}' already");
            }
        }

        return [.. rules.Values];
    }

    private PolicyRule? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "a rule", PolicyKeys.Rule, values.Problems) is not { } rule)
        {
            return null;
        }

        var name = rule.Required("name") is { } nameNode ? values.Text(nameNode, "name") : null;
        var verdict = rule.Required("then") is { } thenNode ? values.Choice<Verdict>(thenNode, "then") : null;
        bool? releases = verdict is { } then ? then is Verdict.Release : null;
        var conditions = rule.Required("if") is { } ifNode ? predicates.ReadAll(ifNode, "if", releases) : [];
        var demand = ReadDemand(rule, verdict);
        return name is null || verdict is null ? null : new PolicyRule(name, conditions, verdict.Value, demand);
    }

    private ReviewDemand? ReadDemand(MappingReader rule, Verdict? verdict)
    {
        if (verdict is Verdict.RequireReview)
        {
            return rule.Required("requires") is { } required ? demands.Read(required, "requires") : null;
        }

        if (rule.Optional("requires") is { } superfluous && verdict is not null)
        {
            values.Problems.Add(superfluous, "requires has a meaning only with 'then: require-review'");
        }

        return null;
    }
}
