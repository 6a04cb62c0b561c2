using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>One resource of a template of CloudFormation.</summary>
internal static class TemplateResource
{
    public static void Read(string id, JsonElement resource, string document, int? line, RiskCollector risk)
    {
        var type = resource.Text("Type"u8) ?? "";
        var findings = PermissionRules.JudgeTemplate(
            new RiskLocation(document, DisplayText.Of(id), line),
            AddressOf(id, type),
            type,
            resource.Get("Properties"u8) ?? default);
        foreach (var finding in findings)
        {
            risk.Add(finding);
        }
    }

    /// <summary>What the template asks for; what CloudFormation itself does by default for some types is left out.</summary>
    public static DeclaredResource Declare(string id, JsonElement resource)
    {
        var type = resource.Text("Type"u8) ?? "";
        return new DeclaredResource(DisplayText.Of(id), AddressOf(id, type), type, resource.Text("DeletionPolicy"u8) switch
        {
            "Retain" or "RetainExceptOnCreate" => Retention.Everything,
            "Snapshot" => Retention.Snapshot,
            _ => Retention.Nothing,
        });
    }

    private static string AddressOf(string id, string type) => DisplayText.Of($"{id} ({type})");
}
