using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>A template of CloudFormation in JSON. It tells what shall be, not what changes: read for what it allows.</summary>
internal sealed class TemplateFormat : IDocumentFormat
{
    public string Kind => "cloudformation-template";

    public bool Recognizes(DocumentHead head) =>
        head.Has("Resources") && (head.Has("AWSTemplateFormatVersion") || head.Text.Contains("\"AWS::", StringComparison.Ordinal));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        using var json = new JsonCursor(content);
        json.EachProperty(property =>
        {
            if (property == "Resources")
            {
                json.EachProperty(id => json.TakeWhole(resource => ReadResource(id, resource), TooLarge));
            }
        });
        json.End();

        void ReadResource(string id, JsonElement resource)
        {
            var type = resource.Text("Type"u8) ?? "";
            var shown = DisplayText.Of(id);
            var findings = PermissionRules.JudgeTemplate(
                new RiskLocation(name, shown, json.Line), DisplayText.Of($"{id} ({type})"), type, resource.Get("Properties"u8) ?? default);
            foreach (var finding in findings)
            {
                risk.Add(finding);
            }
        }

        void TooLarge() => risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, Line: json.Line)));
    }
}
