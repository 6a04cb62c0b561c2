using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Workflow.Core.Risk;

/// <summary>
/// Compares names of properties in their plain form: in lower case without <c>_</c> and <c>-</c>, so that the names of all tools for the
/// same setting are equal.
/// </summary>
public static class PropertyNames
{
    private const int MaxLength = 64;

    /// <param name="plain">A plain name.</param>
    public static bool Is(JsonProperty property, ReadOnlySpan<byte> plain)
    {
        var position = 0;
        foreach (var letter in JsonMarshal.GetRawUtf8PropertyName(property))
        {
            if (letter is (byte)'_' or (byte)'-')
            {
                continue;
            }

            if (position == plain.Length || plain[position] != ToLower(letter))
            {
                return false;
            }

            position++;
        }

        return position == plain.Length;
    }

    /// <summary>Which of some plain names the property has; null where it has none of them.</summary>
    public static string? In(JsonProperty property, HashSet<string> plainNames)
    {
        Span<char> plain = stackalloc char[MaxLength];
        var length = 0;
        foreach (var letter in JsonMarshal.GetRawUtf8PropertyName(property))
        {
            if (letter is (byte)'_' or (byte)'-')
            {
                continue;
            }

            if (length == MaxLength)
            {
                return null;
            }

            plain[length++] = (char)ToLower(letter);
        }

        return plainNames.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(plain[..length], out var name) ? name : null;
    }

    /// <summary>Whether any property of an object has one of some plain names.</summary>
    public static bool HasAny(JsonElement element, HashSet<string> plainNames)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (In(property, plainNames) is not null)
            {
                return true;
            }
        }

        return false;
    }

    public static string Plain(JsonProperty property) => Plain(Written(property));

    public static string Plain(string written) =>
        written.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    public static string Written(JsonProperty property) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property));

    private static byte ToLower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter + 32) : letter;
}
