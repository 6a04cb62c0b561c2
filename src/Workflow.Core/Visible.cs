using System.Globalization;
using System.Text;

namespace Workflow.Core;

/// <summary>Makes characters visible that could make text look like other text.</summary>
public static class Visible
{
    /// <summary>
    /// Writes control characters and those that change the direction of text as <c>\u202E</c>; line feeds and tabs stay
    /// (Unicode Technical Report 36, "Bidirectional Text Spoofing").
    /// </summary>
    public static string Of(string text) =>
        text.Any(IsDeceptive)
            ? text.Aggregate(new StringBuilder(), (all, one) => IsDeceptive(one) ? all.Append(Escape(one)) : all.Append(one)).ToString()
            : text;

    private static bool IsDeceptive(char one) =>
        char.IsControl(one) && one is not ('\n' or '\t')
        || one is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Escape(char one) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)one:X4}");
}
