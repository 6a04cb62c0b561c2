using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Azure;

/// <summary>
/// A deployment or deployment stack as it is sent to Resource Manager or shown by it: how it treats what is not in its template.
/// </summary>
internal sealed class DeploymentFormat : IDocumentFormat
{
    public string Kind => "arm-deployment";

    public bool Recognizes(DocumentHead head) =>
        head.HasAny("properties.mode", "properties.actionOnUnmanage")
        && head.HasAny("properties.template", "properties.templateLink", "properties.parameters", "properties.provisioningState");

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        json.EachProperty(property =>
        {
            if (property == "properties")
            {
                json.EachProperty(ReadProperty);
            }
        });
        json.End();

        void ReadProperty(string property)
        {
            switch (property)
            {
                case "mode":
                    json.TakeWhole(ReadMode, TooLarge);
                    break;
                case "actionOnUnmanage":
                    json.TakeWhole(ReadUnmanage, TooLarge);
                    break;
                case "template":
                    json.EachProperty(inner => ArmTemplateFormat.ReadResources(inner, json, name, risk));
                    break;
            }
        }

        void ReadMode(JsonElement mode)
        {
            if (string.Equals(mode.Text(), "Complete", StringComparison.OrdinalIgnoreCase))
            {
                risk.Add(ResourceRules.DeletesTheRest(new RiskLocation(name, Line: json.Line), "The deployment is in complete mode"));
            }
        }

        void ReadUnmanage(JsonElement actions)
        {
            if (actions.Texts().Concat(actions.TextsOf("resources"u8)).Contains("delete", StringComparer.OrdinalIgnoreCase))
            {
                risk.Add(ResourceRules.DeletesTheRest(
                    new RiskLocation(name, Line: json.Line), "The deployment stack deletes what it no longer holds"));
            }
        }

        void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
