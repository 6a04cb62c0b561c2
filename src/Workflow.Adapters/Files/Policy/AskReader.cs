using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads whom to ask: a level, or <c>{ level: senior, role: release-manager }</c>.</summary>
internal static class AskReader
{
    public static (Level? Level, string? Role) Read(YamlNode node, ValueReader values)
    {
        if (node is YamlScalar)
        {
            return (values.Choice<Level>(node, "level"), null);
        }

        var ask = MappingReader.Open(node, "ask", PolicyKeys.Ask, values.Problems);
        var level = ask?.Required("level") is { } levelNode ? values.Choice<Level>(levelNode, "level") : null;
        return (level, ask?.Optional("role") is { } roleNode ? values.Text(roleNode, "role") : null);
    }
}
