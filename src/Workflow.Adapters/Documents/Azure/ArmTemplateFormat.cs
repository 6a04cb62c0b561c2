using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Azure;

/// <summary>A template of Azure Resource Manager in JSON. It tells what shall be, not what changes: read for what it allows.</summary>
internal sealed class ArmTemplateFormat : IDocumentFormat
{
    public string Kind => "arm-template";

    public bool Recognizes(DocumentHead head) =>
        head.Has("$schema", "resources") && head.Text.Contains("deploymentTemplate.json", StringComparison.OrdinalIgnoreCase);

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        json.EachProperty(property => ReadResources(property, json, name, risk));
        json.End();
    }

    /// <summary>Resources stand in an array, or by their symbolic names in an object.</summary>
    /// <param name="property">Of a template, whose value is next: only <c>resources</c> is read.</param>
    public static void ReadResources(string property, JsonCursor json, string name, RiskCollector risk)
    {
        if (property != "resources")
        {
            return;
        }

        json.EachElement(ReadResource, TooLarge);
        json.EachProperty(_ => json.TakeWhole(ReadResource, TooLarge));

        void ReadResource(JsonElement resource)
        {
            var type = resource.Text("type"u8) ?? "";
            var address = DisplayText.Of($"{type} {resource.Text("name"u8)}");
            var where = new RiskLocation(name, address, json.Line);
            foreach (var finding in PermissionRules.JudgeTemplate(where, address, type, resource))
            {
                risk.Add(finding);
            }

            if (resource.Get("properties"u8)?.Text("mode"u8) is "Complete")
            {
                risk.Add(ResourceRules.DeletesTheRest(where, "A nested deployment is in complete mode"));
            }
        }

        void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
