using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Pulumi;

/// <summary>Judges the steps of a Pulumi preview. A replacement is told in three of them, whose order says which comes first.</summary>
internal sealed class PulumiSteps(string document, PlannedChangeJudge judge)
{
    private const int MaxRemembered = 100_000;

    /// <summary>Stands for a value that is known only when the change is made.</summary>
    private const string UnknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

    /// <summary>What was deleted to be replaced, until the replacement is met.</summary>
    private readonly Dictionary<string, (int? Line, Retention Retention)> deletedFirst = [];
    private readonly HashSet<string> replaced = [];

    public void Take(string? op, string urn, JsonElement? before, JsonElement? after, JsonElement reasons, int? line)
    {
        switch (op)
        {
            case "same" or "read" or "read-replacement" or "refresh" or "discard" or "read-discard" or "discard-replaced"
                or "remove-pending-replace" or "create-replacement" or "import-replacement":
                return;
            case "delete-replaced":
                if (deletedFirst.Count < MaxRemembered && !replaced.Contains(urn))
                {
                    deletedFirst[urn] = (line, RetentionOf(before));
                }

                return;
            case "replace" when replaced.Count < MaxRemembered:
                replaced.Add(urn);
                break;
        }

        var action = op switch
        {
            "create" => PlannedAction.Create,
            "update" => PlannedAction.Update,
            "delete" => PlannedAction.Delete,
            "import" => PlannedAction.Import,
            "replace" => deletedFirst.Remove(urn) ? PlannedAction.Replace : PlannedAction.ReplaceCreatedFirst,
            _ => PlannedAction.Untold,
        };
        // What is deleted is treated as its own state says: what its successor asks for comes too late.
        Judge(Change(urn, action, line) with
        {
            Retention = RetentionOf(before),
            Reason = reasons.Texts().Take(3).ToList() is { Count: > 0 } causes
                ? DisplayText.Of($"{string.Join(", ", causes)} cannot be changed in place")
                : null,
            Before = before,
            After = after,
            UntoldAttributes = UnknownInputs(after),
        });
    }

    /// <summary>
    /// To be called when all steps were taken: what was to be replaced long ago and is deleted only now has no other step.
    /// </summary>
    public void Finish()
    {
        foreach (var (urn, (line, retention)) in deletedFirst)
        {
            Judge(Change(urn, PlannedAction.Delete, line) with { Retention = retention });
        }
    }

    private static Retention RetentionOf(JsonElement? state) =>
        state?.Get("retainOnDelete"u8)?.Truth() is true ? Retention.Everything : Retention.Nothing;

    private PlannedChange Change(string urn, PlannedAction action, int? line)
    {
        var (type, name) = NameOf(urn);
        return new PlannedChange(new RiskLocation(document, DisplayText.Of(urn), line), DisplayText.Of($"{type} {name}"), type, action);
    }

    private void Judge(PlannedChange change)
    {
        if (!change.Type.StartsWith("pulumi:", StringComparison.Ordinal))
        {
            judge.Judge(change);
        }
    }

    /// <summary>An URN is <c>urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME</c>.</summary>
    private static (string Type, string Name) NameOf(string urn) => urn.Split("::") switch
    {
        [_, _, var types, .. var names] when names.Length > 0 => (types[(types.LastIndexOf('$') + 1)..], string.Join("::", names)),
        _ => ("", urn),
    };

    private static IReadOnlyList<string> UnknownInputs(JsonElement? state) =>
        state?.Get("inputs"u8) is { ValueKind: JsonValueKind.Object } inputs
            ? [.. inputs.EnumerateObject().Where(input => input.Value.Text() == UnknownValue).Take(100).Select(PropertyNames.Written)]
            : [];
}
