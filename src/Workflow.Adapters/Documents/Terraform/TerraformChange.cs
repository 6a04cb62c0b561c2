using System.Text;
using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Terraform;

/// <summary>Reads one element of <c>resource_changes</c>, or of what has the same form.</summary>
internal static class TerraformChange
{
    private const int MaxSecretAttributes = 20;

    /// <summary>Null for what is no resource: data that is only read.</summary>
    public static PlannedChange? Read(JsonElement element, string document, int? line)
    {
        if (element.ValueKind is not JsonValueKind.Object || element.Text("mode"u8) is { } mode && mode != "managed")
        {
            return null;
        }

        var change = element.Get("change"u8) ?? default;
        var address = DisplayText.Of(element.Text("address"u8) ?? "a resource without an address");
        if (element.Text("deposed"u8) is not null)
        {
            address += " (deposed)";
        }

        var action = ActionOf(change);
        return new PlannedChange(new RiskLocation(document, address, line), address, element.Text("type"u8) ?? "", action)
        {
            PreviousAddress = element.Text("previous_address"u8) is { } previous ? DisplayText.Of(previous) : null,
            Reason = action is PlannedAction.Delete or PlannedAction.Replace or PlannedAction.ReplaceCreatedFirst
                ? ReasonOf(element, change)
                : null,
            Before = change.Get("before"u8),
            After = change.Get("after"u8),
            Unknown = change.Get("after_unknown"u8),
            SecretAttributes = action is PlannedAction.Update ? SecretsOf(change) : [],
        };
    }

    private static PlannedAction ActionOf(JsonElement change) => change.Get("actions"u8)?.Texts().ToArray() switch
    {
        ["no-op"] => change.Get("importing"u8) is null ? PlannedAction.None : PlannedAction.Import,
        ["read"] or ["open"] or ["renew"] or ["close"] => PlannedAction.None,
        ["create"] => PlannedAction.Create,
        ["update"] => PlannedAction.Update,
        ["delete"] => PlannedAction.Delete,
        ["delete", "create"] => PlannedAction.Replace,
        ["create", "delete"] => PlannedAction.ReplaceCreatedFirst,
        ["forget"] or ["create", "forget"] or ["forget", "create"] => PlannedAction.Forget,
        _ => PlannedAction.Untold,
    };

    private static string? ReasonOf(JsonElement element, JsonElement change)
    {
        var paths = change.Get("replace_paths"u8) is { ValueKind: JsonValueKind.Array } all
            ? string.Join(", ", all.EnumerateArray().Take(3).Select(PathOf))
            : "";
        var reason = Words(element.Text("action_reason"u8));
        var text = (reason, paths) switch
        {
            (null, "") => null,
            (_, not "") when reason is null or "cannot update" => $"{paths} cannot be changed in place",
            (_, "") => reason,
            _ => $"{reason} ({paths})",
        };
        return text is null ? null : DisplayText.Of(text);
    }

    /// <summary><c>delete_because_no_resource_config</c> is "no resource config", <c>replace_by_request</c> is "by request".</summary>
    public static string? Words(string? reason) => reason is null ? null : DisplayText.Of(reason
        .Replace("delete_because_", "", StringComparison.Ordinal)
        .Replace("replace_because_", "", StringComparison.Ordinal)
        .Replace("replace_", "", StringComparison.Ordinal)
        .Replace('_', ' '));

    private static string PathOf(JsonElement path) => string.Join('.', path.Texts());

    /// <summary>The outermost attributes that hold something sensitive and differ.</summary>
    private static IReadOnlyList<string> SecretsOf(JsonElement change)
    {
        var (marksBefore, marksAfter) = (change.Get("before_sensitive"u8) ?? default, change.Get("after_sensitive"u8) ?? default);
        if (change.Get("before"u8) is not { } before
            || change.Get("after"u8) is not { ValueKind: JsonValueKind.Object } after
            || !(HoldsTrue(marksBefore) || HoldsTrue(marksAfter)))
        {
            return [];
        }

        return
        [
            .. after.EnumerateObject()
                .Where(property => IsSecret(marksAfter, property) || IsSecret(marksBefore, property))
                .Where(property => before.Find(NameBytes(property)) is not { } old || old.Json() != property.Value.Json())
                .Take(MaxSecretAttributes)
                .Select(property => DisplayText.Of(PropertyNames.Written(property))),
        ];
    }

    private static byte[] NameBytes(JsonProperty property) => Encoding.UTF8.GetBytes(PropertyNames.Plain(property));

    private static bool IsSecret(JsonElement marks, JsonProperty property) =>
        marks.Find(NameBytes(property)) is { } mark && HoldsTrue(mark);

    private static bool HoldsTrue(JsonElement mark) => mark.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => mark.EnumerateObject().Any(property => HoldsTrue(property.Value)),
        JsonValueKind.Array => mark.EnumerateArray().Any(HoldsTrue),
        _ => false,
    };
}
