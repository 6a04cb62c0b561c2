using System.Text.Json.Nodes;

namespace Workflow.IntegrationTests.Infra.Template;

/// <summary>The resources of one deployment, modules and all.</summary>
internal sealed class Deployment(JsonNode snapshot)
{
    public IReadOnlyList<JsonNode> Resources { get; } = [.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!)];

    public JsonObject Outputs { get; } = snapshot["outputs"]!.AsObject();

    public IEnumerable<JsonNode> OfType(string type) => Resources.Where(resource => resource["type"]!.GetValue<string>() == type);

    /// <summary>The properties of the only resource of its type, or of the only one whose name ends so.</summary>
    public JsonNode Properties(string type, string nameEnd = "") =>
        OfType(type).Single(resource => resource["name"]!.GetValue<string>().EndsWith(nameEnd, StringComparison.Ordinal))["properties"]!;

    public IReadOnlyDictionary<string, string> AppSettings() =>
        Properties("Microsoft.Web/sites/config", "/appsettings").AsObject()
            .ToDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>());
}
