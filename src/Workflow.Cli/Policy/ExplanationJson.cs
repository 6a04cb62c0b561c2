using System.Text.Json;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy;

/// <summary>An explained result as JSON: the verdict and what it needs, and the tree.</summary>
internal static class ExplanationJson
{
    public static void Write(Utf8JsonWriter json, PolicyResult result, ExplanationNode root)
    {
        json.WriteStartObject();
        json.WriteString("verdict", Words.Token(result.Verdict));
        json.WriteString("reason", result.Reason);
        json.WriteString("policy", result.PolicyName);
        json.WriteString("digest", result.PolicyDigest);
        WriteList(json, "deciding", result.Deciding);
        json.WritePropertyName("requires");
        if (result.Requirement is { } requirement)
        {
            json.WriteStartObject();
            json.WriteNumber("approvals", requirement.Approvals);
            json.WriteString("level", Words.Token(requirement.MinimumLevel));
            WriteList(json, "roles", requirement.Roles);
            WriteList(json, "teams", requirement.Teams);
            WriteList(json, "checklist", requirement.Checklist);
            json.WriteString("all", requirement.ToString());
            json.WriteEndObject();
        }
        else
        {
            json.WriteNullValue();
        }

        json.WritePropertyName("explanation");
        Write(json, root);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ExplanationNode node)
    {
        json.WriteStartObject();
        json.WriteString("text", node.Text);
        json.WriteString("mark", Words.Token(node.Mark));
        json.WriteStartArray("children");
        foreach (var child in node.Children)
        {
            Write(json, child);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
