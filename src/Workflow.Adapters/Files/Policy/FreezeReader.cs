using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads the <c>freezes</c> of a policy: <c>{ name: end of year, scope: { environment: production }, when: { .. } }</c>.</summary>
internal sealed class FreezeReader(PolicyContext context)
{
    private static readonly FrictionScope Everything = new([], []);

    private readonly WindowReader windows = new(context);

    public IReadOnlyList<FreezeWindow> ReadAll(YamlNode node)
    {
        if (node is not YamlSequence { Items: var items })
        {
            context.Problems.Add(node, $"freezes must be a list, not {node.Kind}");
            return [];
        }

        Dictionary<string, FreezeWindow> freezes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (Read(item) is { } freeze && !freezes.TryAdd(freeze.Name, freeze))
            {
                context.Problems.Add(item, $"there is a freeze '{freeze.Name}' already");
            }
        }

        return [.. freezes.Values];
    }

    private FreezeWindow? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "a freeze", PolicyKeys.Freeze, context.Problems) is not { } freeze)
        {
            return null;
        }

        var name = freeze.Required("name") is { } nameNode ? context.Values.Text(nameNode, "name") : null;
        var scope = freeze.Optional("scope") is { } scopeNode
            ? ScopeReader.Read(scopeNode, [.. context.Environments.Keys], context.Values)
            : Everything;
        var when = freeze.Required("when") is { } whenNode ? windows.ReadAll(whenNode, "when") : [];
        return name is null || scope is null || when.Count == 0 ? null : new FreezeWindow(name, scope, when);
    }
}
