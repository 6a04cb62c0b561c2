using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>Reads one <c>ResourceChange</c>.</summary>
internal static class ChangeSetChange
{
    public static PlannedChange Read(JsonElement change, string document, int? line)
    {
        var id = DisplayText.Of(change.Text("LogicalResourceId"u8) ?? "a resource without a name");
        var type = change.Text("ResourceType"u8) ?? "";
        var values = ChangedProperties.Read(change);
        return new PlannedChange(new RiskLocation(document, id, line), $"{id} ({DisplayText.Of(type)})", type, ActionOf(change))
        {
            Retention = change.Text("PolicyAction"u8) switch
            {
                "Retain" or "ReplaceAndRetain" => Retention.Everything,
                "Snapshot" or "ReplaceAndSnapshot" => Retention.Snapshot,
                _ => Retention.Nothing,
            },
            Reason = ReasonOf(change),
            Before = values.Before,
            After = values.After,
            UntoldAttributes = values.Untold,
        };
    }

    private static PlannedAction ActionOf(JsonElement change) => (change.Text("Action"u8), change.Text("Replacement"u8)) switch
    {
        ("Add", _) => PlannedAction.Create,
        ("Import", _) => PlannedAction.Import,
        ("Remove", _) => PlannedAction.Delete,
        ("Modify", "True") => PlannedAction.ReplaceCreatedFirst,
        ("Modify", "Conditional") => PlannedAction.MayReplace,
        ("Modify", "False") or ("SyncWithActual", _) => PlannedAction.Update,
        ("Modify", null) => CausesOf(change).Any() ? PlannedAction.MayReplace : PlannedAction.Update,
        _ => PlannedAction.Untold,
    };

    private static string? ReasonOf(JsonElement change) => CausesOf(change).Distinct().Take(3).ToList() is { Count: > 0 } causes
        ? DisplayText.Of($"{string.Join(", ", causes)} cannot {(AreAllCertain(change) ? "" : "always ")}be changed in place")
        : null;

    /// <summary>Whether every change that asks for a new resource always does, by a value that is known.</summary>
    private static bool AreAllCertain(JsonElement change) => ChangedProperties.DetailsOf(change)
        .Where(detail => (detail.Get("Target"u8) ?? default).Text("RequiresRecreation"u8) is not (null or "Never"))
        .All(detail => detail.Text("Evaluation"u8) is "Static" && detail.Get("Target"u8)!.Value.Text("RequiresRecreation"u8) is "Always");

    /// <summary>Names of the properties because of which the resource is or may be replaced.</summary>
    private static IEnumerable<string> CausesOf(JsonElement change) => ChangedProperties.DetailsOf(change)
        .Select(detail => detail.Get("Target"u8) ?? default)
        .Where(target => target.Text("RequiresRecreation"u8) is not (null or "Never"))
        .Select(target => target.Text("Name"u8) ?? target.Text("Attribute"u8) ?? "")
        .Where(cause => cause.Length > 0);
}
