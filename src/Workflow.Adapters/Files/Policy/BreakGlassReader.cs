using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads <c>break-glass</c>: who may ask and who confirms, how long both hold, and the review that follows:
/// <c>{ ask: { level: senior, role: on-call }, confirm: { role: incident-lead, within: 30m }, valid: 4h, review: { .. } }</c>.
/// </summary>
internal static class BreakGlassReader
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public static BreakGlassRules? Read(YamlNode node, DemandReader demands, ValueReader values)
    {
        if (MappingReader.Open(node, "break-glass", PolicyKeys.BreakGlass, values.Problems) is not { } rules)
        {
            return null;
        }

        var (level, role) = rules.Required("ask") is { } ask ? AskReader.Read(ask, values) : default;
        var confirm = rules.Required("confirm") is { } confirmNode
            ? MappingReader.Open(confirmNode, "confirm", PolicyKeys.Confirm, values.Problems)
            : null;
        var confirmer = confirm?.Optional("role") is { } roleNode ? values.Text(roleNode, "role") : null;
        var within = confirm?.Required("within") is { } withinNode ? values.Span(withinNode, "within", Longest) : null;
        var valid = rules.Required("valid") is { } validNode ? values.Span(validNode, "valid", Longest) : null;
        var review = rules.Required("review") is { } reviewNode ? demands.Read(reviewNode, "review") : null;
        return level is null || within is null || valid is null || review is null
            ? null
            : new BreakGlassRules(level.Value, role, confirmer, within.Value, valid.Value, review);
    }
}
