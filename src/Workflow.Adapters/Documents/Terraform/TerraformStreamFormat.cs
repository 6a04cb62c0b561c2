using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Terraform;

/// <summary>What <c>terraform plan -json</c> writes: one JSON object a line, without the values of attributes.</summary>
internal sealed class TerraformStreamFormat : IDocumentFormat
{
    public string Kind => "terraform-plan-stream";

    public bool Recognizes(DocumentHead head) => head.Has("@level", "@message", "type") && head.HasAny("@module", "terraform", "tofu");

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        var judge = new PlannedChangeJudge(name, risk);
        var isSummed = false;
        try
        {
            json.EachValue(() => json.TakeWhole(ReadMessage, TooLarge));
        }
        finally
        {
            judge.Finish();
        }

        risk.Add(DocumentRules.IsCoarse(name, "The plan is a stream of messages and tells no attributes"));
        if (!isSummed)
        {
            risk.Add(DocumentRules.IsIncomplete(new RiskLocation(name), "The stream ends without a summary: the plan was not finished"));
        }

        void ReadMessage(JsonElement message)
        {
            switch (message.Text("type"u8))
            {
                case "planned_change" when message.Get("change"u8) is { } change && ToChange(change) is { } planned:
                    judge.Judge(planned);
                    break;
                case "resource_drift" when message.Get("change"u8) is { } change && ToChange(change) is { } drifted:
                    risk.Add(ResourceRules.HasDrifted(drifted.Where, drifted.Address, drifted.Action is PlannedAction.Delete));
                    break;
                case "diagnostic" when message.Text("@level"u8) == "error":
                    risk.Add(DocumentRules.IsIncomplete(
                        new RiskLocation(name, Line: json.Line), "The plan ended with an error and shows only a part"));
                    break;
                case "change_summary":
                    isSummed = true;
                    break;
            }
        }

        void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));

        PlannedChange? ToChange(JsonElement change)
        {
            var resource = change.Get("resource"u8) ?? default;
            if (resource.Text("addr"u8) is not { } written || ActionOf(change.Text("action"u8)) is not { } action)
            {
                return null;
            }

            var address = DisplayText.Of(written);
            return new PlannedChange(new RiskLocation(name, address, json.Line), address, resource.Text("resource_type"u8) ?? "", action)
            {
                PreviousAddress = change.Get("previous_resource"u8)?.Text("addr"u8) is { } previous ? DisplayText.Of(previous) : null,
                Reason = TerraformChange.Words(change.Text("reason"u8)),
            };
        }
    }

    /// <summary>Null for what is no change of a resource.</summary>
    private static PlannedAction? ActionOf(string? action) => action switch
    {
        "noop" or "move" => PlannedAction.None,
        "read" or "open" or "renew" or "close" => null,
        "create" => PlannedAction.Create,
        "update" => PlannedAction.Update,
        "delete" => PlannedAction.Delete,
        "replace" => PlannedAction.Replace,
        "remove" or "forget" => PlannedAction.Forget,
        "import" => PlannedAction.Import,
        _ => PlannedAction.Untold,
    };
}
