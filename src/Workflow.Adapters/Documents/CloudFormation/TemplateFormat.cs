using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>A template of CloudFormation in JSON. It tells what shall be, not what changes: read for what it allows.</summary>
internal sealed class TemplateFormat : ITemplateFormat
{
    public string Kind => "cloudformation-template";

    public bool Recognizes(DocumentHead head) =>
        head.Has("Resources") && (head.Has("AWSTemplateFormatVersion") || head.Text.Contains("\"AWS::", StringComparison.Ordinal));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        EachResource(
            json,
            (id, resource) => TemplateResource.Read(id, resource, name, json.Line, risk),
            () => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line))));
    }

    public void ReadResources(Stream content, Action<DeclaredResource> take)
    {
        using var json = new JsonCursor(content);
        EachResource(json, (id, resource) => take(TemplateResource.Declare(id, resource)), () => { });
    }

    private static void EachResource(JsonCursor json, Action<string, JsonElement> read, Action tooLarge)
    {
        json.EachProperty(property =>
        {
            if (property == "Resources")
            {
                json.EachProperty(id => json.TakeWhole(resource => read(id, resource), tooLarge));
            }
        });
        json.End();
    }
}
