using System.Buffers;
using System.Text.Json;
using Workflow.Adapters.Documents.Json;
using Workflow.Adapters.Documents.Kubernetes;

namespace Workflow.Adapters.Documents.CloudFormation;

/// <summary>
/// A value of a YAML template as it would stand in one in JSON. Scalars become texts. The short form of a function, such as
/// <c>!Sub x</c>, becomes its long one, <c>{"Fn::Sub": "x"}</c> (AWS CloudFormation User Guide, "Intrinsic function reference").
/// </summary>
internal static class YamlJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 512 };

    /// <returns>Null where it would be larger than a part of a document may be: a text behind an alias counts each time.</returns>
    public static JsonDocument? TryConvert(ManifestNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        if (!TryWrite(node, writer))
        {
            return null;
        }

        writer.Flush();
        return JsonDocument.Parse(buffer.WrittenMemory, Options);
    }

    private static bool TryWrite(ManifestNode node, Utf8JsonWriter writer)
    {
        if (FunctionOf(node.Tag) is not { } function)
        {
            return TryWriteContent(node, writer);
        }

        writer.WriteStartObject();
        writer.WritePropertyName(function);
        if (function == "Fn::GetAtt" && node.Value is { } attribute)
        {
            writer.WriteStartArray();
            foreach (var part in attribute.Split('.', 2))
            {
                writer.WriteStringValue(part);
            }

            writer.WriteEndArray();
        }
        else if (!TryWriteContent(node, writer))
        {
            return false;
        }

        writer.WriteEndObject();
        return true;
    }

    private static bool TryWriteContent(ManifestNode node, Utf8JsonWriter writer)
    {
        if (writer.BytesCommitted + writer.BytesPending + (node.Value?.Length ?? 0) > JsonCursor.DefaultMaxValueSize)
        {
            return false;
        }

        switch (node)
        {
            case { Value: { } text }:
                writer.WriteStringValue(text);
                return true;
            case { IsList: true }:
                writer.WriteStartArray();
                foreach (var item in node.Items)
                {
                    if (!TryWrite(item, writer))
                    {
                        return false;
                    }
                }

                writer.WriteEndArray();
                return true;
            case { Entries.Count: 0 }:
                writer.WriteNullValue();
                return true;
        }

        writer.WriteStartObject();
        foreach (var (key, value) in node.Entries)
        {
            writer.WritePropertyName(key);
            if (!TryWrite(value, writer))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return true;
    }

    /// <summary>Null for what is no function, such as a tag of YAML itself.</summary>
    private static string? FunctionOf(string? tag) => tag switch
    {
        "!Ref" => "Ref",
        "!Condition" => "Condition",
        ['!', >= 'A' and <= 'Z', ..] => $"Fn::{tag[1..]}",
        _ => null,
    };
}
