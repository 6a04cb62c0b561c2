using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Terraform;

/// <summary>What <c>terraform show -json PLAN</c> and <c>tofu show -json PLAN</c> write, format versions 0.1 to 1.x.</summary>
/// <remarks>
/// Versions before 1.0 came from Terraform 0.12 to 1.0 and differ in nothing that is read here (hashicorp/terraform-json).
/// </remarks>
internal sealed class TerraformPlanFormat : IDocumentFormat
{
    public string Kind => "terraform-plan";

    public bool Recognizes(DocumentHead head) =>
        head.HasAny("format_version", "terraform_version")
        && head.HasAny("resource_changes", "planned_values", "output_changes", "prior_state", "resource_drift", "deferred_changes");

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        var plan = new Plan(json, name, risk);
        try
        {
            json.EachProperty(plan.ReadProperty);
            json.End();
        }
        finally
        {
            plan.Judge.Finish();
        }

        if (!plan.IsVersionKnown)
        {
            throw new DocumentFormatException("its format_version is missing or none of 0.1 to 1.x");
        }
    }

    private sealed class Plan(JsonCursor json, string name, RiskCollector risk)
    {
        public PlannedChangeJudge Judge { get; } = new(name, risk);

        public bool IsVersionKnown { get; private set; }

        public void ReadProperty(string property)
        {
            switch (property)
            {
                case "format_version":
                    json.TakeWhole(version => IsVersionKnown = version.Text()?.Split('.')[0] is "0" or "1", TooLarge);
                    break;
                case "resource_changes":
                    json.EachElement(ReadChange, TooLarge);
                    break;
                case "resource_drift":
                    json.EachElement(ReadDrift, TooLarge);
                    break;
                case "deferred_changes":
                    json.EachElement(ReadDeferred, TooLarge);
                    break;
                case "output_changes":
                    json.EachProperty(output => json.TakeWhole(change => ReadOutput(output, change), TooLarge));
                    break;
                case "complete":
                    ReadFlag(false, DocumentRules.IsPutOff, "The plan is not complete: another run is needed to apply the rest");
                    break;
                case "errored":
                    ReadFlag(true, DocumentRules.IsIncomplete, "The plan ended with an error and shows only a part");
                    break;
            }
        }

        private void ReadChange(JsonElement element)
        {
            if (TerraformChange.Read(element, name, json.Line) is { } change)
            {
                Judge.Judge(change);
            }
        }

        private void ReadDrift(JsonElement element)
        {
            if (TerraformChange.Read(element, name, json.Line) is { Action: PlannedAction.Update or PlannedAction.Delete } change)
            {
                risk.Add(ResourceRules.HasDrifted(change.Where, change.Address, change.Action is PlannedAction.Delete));
            }
        }

        private void ReadDeferred(JsonElement element)
        {
            if (element.Get("resource_change"u8) is { } deferred && TerraformChange.Read(deferred, name, json.Line) is { } change)
            {
                risk.Add(DocumentRules.IsPutOff(change.Where, $"What happens to {change.Address} is put off to a later plan"));
            }
        }

        private void ReadOutput(string output, JsonElement change)
        {
            if (change.Get("actions"u8)?.Texts().Contains("delete") is true)
            {
                risk.Add(ResourceRules.LosesOutput(new RiskLocation(name, $"output.{output}", json.Line), output));
            }
        }

        private void ReadFlag(bool isBad, Func<RiskLocation, string, RiskFinding> judge, string what) => json.TakeWhole(
            flag =>
            {
                if (flag.Truth() == isBad)
                {
                    risk.Add(judge(new RiskLocation(name), what));
                }
            },
            TooLarge);

        private void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
