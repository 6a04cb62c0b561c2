using System.Text;
using Azure.Data.Tables;

namespace Workflow.Adapters.Tables;

/// <summary>
/// Text of any length in an entity: a string property holds at most 64 KiB in UTF-16 (learn.microsoft.com, "Understanding the Table
/// service data model"), so longer text goes on in numbered properties.
/// </summary>
public static class TextProperty
{
    /// <summary>Characters of one property.</summary>
    public const int ChunkLength = 32_000;

    /// <summary>Writes the text; null leaves the property out.</summary>
    public static void Write(TableEntity entity, string name, string? text)
    {
        for (int start = 0, part = 0; text is not null && (start < text.Length || part == 0); part++)
        {
            var length = Math.Min(ChunkLength, text.Length - start);

            // A pair of surrogates stays together: half of one is no text, and would not come back.
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            entity[NameOf(name, part)] = text.Substring(start, length);
            start += length;
        }
    }

    /// <returns>The text as it was written, null included.</returns>
    public static string? Read(TableEntity entity, string name)
    {
        if (entity.GetString(name) is not { } first)
        {
            return null;
        }

        var text = new StringBuilder(first);
        for (var part = 1; entity.GetString(NameOf(name, part)) is { } next; part++)
        {
            text.Append(next);
        }

        return text.ToString();
    }

    private static string NameOf(string name, int part) => part == 0 ? name : $"{name}_{part}";
}
