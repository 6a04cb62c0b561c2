using System.Globalization;
using System.Text;

namespace Workflow.LocalHost.Engine.History;

/// <summary>
/// Instance ids as table keys that can be read back. Keys may not hold / \ # ? and control characters and are at most 1 KiB of UTF-16, see
/// learn.microsoft.com, "Understanding the Table service data model".
/// </summary>
internal static class InstanceKey
{
    private const int Longest = 512;

    /// <exception cref="ArgumentException">The id is empty or too long.</exception>
    public static string Encode(string instanceId)
    {
        var key = new StringBuilder(instanceId.Length);
        foreach (var character in instanceId)
        {
            if (char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or ':' or '@')
            {
                key.Append(character);
            }
            else
            {
                key.Append(CultureInfo.InvariantCulture, $"={(int)character:X4}");
            }
        }

        return key.Length is > 0 and <= Longest
            ? key.ToString()
            : throw new ArgumentException(
                $"An instance id must have 1 to {Longest} characters, where any but letters, digits and -_.:@ counts as five; "
                + $"this one counts {key.Length}.",
                nameof(instanceId));
    }

    public static string Decode(string key)
    {
        var parts = key.Split('=');
        var id = new StringBuilder(parts[0]);
        foreach (var part in parts.AsSpan(1))
        {
            id.Append((char)ushort.Parse(part.AsSpan(0, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).Append(part.AsSpan(4));
        }

        return id.ToString();
    }
}
