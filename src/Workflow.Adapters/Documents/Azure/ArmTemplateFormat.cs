using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.Azure;

/// <summary>A template of Azure Resource Manager in JSON. It tells what shall be, not what changes: read for what it allows.</summary>
internal sealed class ArmTemplateFormat : ITemplateFormat
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

    public void ReadResources(Stream content, Action<DeclaredResource> take)
    {
        using var json = new JsonCursor(content);
        json.EachProperty(property => EachResource(property, json, Take, () => { }));
        json.End();

        void Take(JsonElement resource)
        {
            var (type, address) = NameOf(resource);
            take(new DeclaredResource(address, address, type, Retention.Nothing));
        }
    }

    /// <param name="property">Of a template, whose value is next: only <c>resources</c> is read.</param>
    public static void ReadResources(string property, JsonCursor json, string name, RiskCollector risk)
    {
        EachResource(property, json, ReadResource, () => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line))));

        void ReadResource(JsonElement resource)
        {
            var (type, address) = NameOf(resource);
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
    }

    /// <summary>Resources stand in an array, or by their symbolic names in an object.</summary>
    private static void EachResource(string property, JsonCursor json, Action<JsonElement> read, Action tooLarge)
    {
        if (property == "resources")
        {
            json.EachElement(read, tooLarge);
            json.EachProperty(_ => json.TakeWhole(read, tooLarge));
        }
    }

    private static (string Type, string Address) NameOf(JsonElement resource)
    {
        var type = resource.Text("type"u8) ?? "";
        return (type, DisplayText.Of($"{type} {resource.Text("name"u8)}"));
    }
}
