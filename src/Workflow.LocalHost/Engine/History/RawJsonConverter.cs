using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workflow.LocalHost.Engine.History;

/// <summary>Keeps text that is JSON already as it is instead of escaping it into a string.</summary>
internal sealed class RawJsonConverter : JsonConverter<string>
{
    /// <summary>JSON's null is a payload like any other.</summary>
    public override bool HandleNull => true;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value, skipInputValidation: true);
}
