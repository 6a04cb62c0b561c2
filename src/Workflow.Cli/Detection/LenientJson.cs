using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workflow.Cli.Detection;

/// <summary>
/// Texts of JSON that no encoder could have written: bytes that are not UTF-8, and halves of surrogate pairs, which some scripts
/// write for them. They become U+FFFD, and the rest of the text is judged.
/// </summary>
internal static class LenientJson
{
    private const int EscapeDigits = 4;

    /// <param name="reader">At a string, over a span.</param>
    public static string Text(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    /// <param name="text">With escapes that the JSON reader has found to be well formed.</param>
    private static string Unescape(string text)
    {
        var plain = new ArrayBufferWriter<char>(Math.Max(text.Length, 1));
        for (var i = 0; i < text.Length; i++)
        {
            var one = text[i];
            if (one == '\\')
            {
                one = text[++i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    'u' => (char)ushort.Parse(
                        text.AsSpan(i + 1, EscapeDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    var same => same,
                };
                i += text[i] == 'u' ? EscapeDigits : 0;
            }

            plain.Write([one]);
        }

        // Encoding replaces the halves that found no other half.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain.WrittenSpan.ToArray()));
    }
}
