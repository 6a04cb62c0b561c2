using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Azure;

/// <summary>Reads one change of a what-if result.</summary>
internal static class WhatIfChange
{
    private const int MaxParts = 100;

    public static PlannedChange Read(JsonElement element, string document, int? line)
    {
        var written = element.Text("resourceId"u8) ?? element.Text("id"u8) ?? "a resource without an identifier";
        var (type, name) = ResourceId.Of(written);
        var address = DisplayText.Of(type.Length == 0 ? name : $"{type} {name}");
        return new PlannedChange(new RiskLocation(document, DisplayText.Of(written), line), address, type, ActionOf(element))
        {
            Reason = element.Text("unsupportedReason"u8) is { } reason ? DisplayText.Of(reason) : null,
            Before = element.Get("before"u8),
            After = element.Get("after"u8),
        };
    }

    /// <summary>Paths of objects within the resource that are deleted, such as a subnet of a network.</summary>
    public static IEnumerable<string> DeletedParts(JsonElement element)
    {
        List<string> parts = [];
        if (element.Get("delta"u8) is { } delta)
        {
            Collect(delta, "", parts);
        }

        return parts;
    }

    private static PlannedAction ActionOf(JsonElement element) => element.Text("changeType"u8)?.ToLowerInvariant() switch
    {
        "create" => PlannedAction.Create,
        "delete" => PlannedAction.Delete,
        "detach" => PlannedAction.Forget,
        "modify" or "deploy" => PlannedAction.Update,
        "nochange" or "noeffect" => PlannedAction.None,
        _ => PlannedAction.Untold,
    };

    private static void Collect(JsonElement delta, string path, List<string> parts)
    {
        if (delta.ValueKind is not JsonValueKind.Array)
        {
            return;
        }

        foreach (var change in delta.EnumerateArray().TakeWhile(_ => parts.Count < MaxParts))
        {
            var step = change.Text("path"u8) ?? "";
            var full = path.Length == 0 ? step : $"{path}.{step}";
            if (change.Get("before"u8) is { ValueKind: JsonValueKind.Object } before
                && string.Equals(change.Text("propertyChangeType"u8), "Delete", StringComparison.OrdinalIgnoreCase))
            {
                parts.Add(DisplayText.Of(before.Text("name"u8) is { } name ? $"{full} ({name})" : full));
            }
            else if (change.Get("children"u8) is { } children)
            {
                Collect(children, full, parts);
            }
        }
    }
}
