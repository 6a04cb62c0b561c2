using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files;

/// <summary>Reads the <c>ladders</c> of a policy.</summary>
internal static class LadderReader
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(30);

    /// <returns>The ladders by name. One with a mistake in it is there too, so that what refers to it is not blamed.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<EscalationStep>> ReadAll(YamlNode? node, ValueReader values)
    {
        Dictionary<string, IReadOnlyList<EscalationStep>> ladders = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node is null ? [] : MappingReader.Named(node, "ladders", values.Problems))
        {
            if (values.Text(key, "a ladder's name") is { } name)
            {
                ladders[name] = ReadSteps(value, name, values);
            }
        }

        return ladders;
    }

    private static List<EscalationStep> ReadSteps(YamlNode node, string ladder, ValueReader values)
    {
        if (node is not YamlSequence { Items: { Count: > 0 } items })
        {
            values.Problems.Add(node, $"ladder '{ladder}' must be a list with at least one step");
            return [];
        }

        List<EscalationStep> steps = [];
        foreach (var item in items)
        {
            if (ReadStep(item, values) is not { } step)
            {
                continue;
            }

            if (steps.Any(known => known.Name.Equals(step.Name, StringComparison.OrdinalIgnoreCase)))
            {
                values.Problems.Add(item, $"ladder '{ladder}' has a step '{step.Name}' already");
            }

            steps.Add(step);
        }

        return steps;
    }

    private static EscalationStep? ReadStep(YamlNode node, ValueReader values)
    {
        if (MappingReader.Open(node, "a step", ["step", "ask", "wait", "remind-every", "email"], values.Problems) is not { } step)
        {
            return null;
        }

        var name = step.Required("step") is { } nameNode ? values.Text(nameNode, "step") : null;
        var (level, role) = step.Required("ask") is { } ask ? ReadAsk(ask, values) : default;
        var wait = step.Required("wait") is { } waitNode ? values.Span(waitNode, "wait", LongestWait) : null;
        var reminder = step.Optional("remind-every") is { } remind ? ReadReminder(remind, wait, values) : null;
        string[]? email = step.Optional("email") is { } emailNode
            ? [.. values.Items(emailNode, "email").Select(item => values.Text(item, "a role to e-mail")).OfType<string>()]
            : null;
        return name is null || level is null || wait is null
            ? null
            : new EscalationStep(name, level.Value, wait.Value, role, reminder, email);
    }

    private static (Level? Level, string? Role) ReadAsk(YamlNode node, ValueReader values)
    {
        if (node is YamlScalar)
        {
            return (values.Choice<Level>(node, "level"), null);
        }

        var ask = MappingReader.Open(node, "ask", ["level", "role"], values.Problems);
        var level = ask?.Required("level") is { } levelNode ? values.Choice<Level>(levelNode, "level") : null;
        return (level, ask?.Optional("role") is { } roleNode ? values.Text(roleNode, "role") : null);
    }

    private static TimeSpan? ReadReminder(YamlNode node, TimeSpan? wait, ValueReader values)
    {
        var interval = values.Span(node, "remind-every", LongestWait);
        if (interval >= wait)
        {
            values.Problems.Add(node, "remind-every must be shorter than the step's wait, or nobody is ever reminded");
        }

        return interval;
    }
}
