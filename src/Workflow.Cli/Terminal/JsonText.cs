using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Workflow.Cli.Terminal;

/// <summary>How JSON is written: for files and programs and never into a page, so <c>&lt;</c> and <c>+</c> stay readable.</summary>
internal static class JsonText
{
    public static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions Indented = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>What a program sent, for a reader.</summary>
    public static string Indent(JsonElement element)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
