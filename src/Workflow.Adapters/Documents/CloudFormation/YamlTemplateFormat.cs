using System.Text;
using Workflow.Adapters.Documents.Kubernetes;
using Workflow.Core.Risk;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>A template of CloudFormation or of its serverless application model in YAML.</summary>
internal sealed class YamlTemplateFormat : ITemplateFormat
{
    public string Kind => "cloudformation-template";

    public bool Recognizes(DocumentHead head) =>
        !head.IsJson
        && (HasKey(head.Text, "AWSTemplateFormatVersion")
            || (HasKey(head.Text, "Resources") && head.Text.Contains("AWS::", StringComparison.Ordinal)));

    public void Read(Stream content, string name, RiskCollector risk)
    {
        foreach (var (id, resource) in ResourcesOf(content))
        {
            using var json = YamlJson.TryConvert(resource);
            if (json is null)
            {
                risk.Add(DocumentRules.IsTooLarge(new RiskLocation(name, DisplayText.Of(id), resource.Line)));
            }
            else
            {
                TemplateResource.Read(id, json.RootElement, name, resource.Line, risk);
            }
        }
    }

    public void ReadResources(Stream content, Action<DeclaredResource> take)
    {
        foreach (var (id, resource) in ResourcesOf(content))
        {
            using var json = YamlJson.TryConvert(resource);
            take(TemplateResource.Declare(id, json?.RootElement ?? default));
        }
    }

    private static IReadOnlyDictionary<string, ManifestNode> ResourcesOf(Stream content)
    {
        using var text = new StreamReader(content, Encoding.UTF8);
        return ManifestReader.ReadWhole(text)["Resources"].Entries;
    }

    /// <summary>Whether a line that is not indented begins with it.</summary>
    private static bool HasKey(string text, string key)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var rest = line.TrimStart("\"'");
            if (rest.StartsWith(key, StringComparison.Ordinal) && rest[key.Length..].TrimStart("\"' ") is [':', ..])
            {
                return true;
            }
        }

        return false;
    }
}
