using System.Globalization;
using System.Text;

namespace Workflow.Core.Risk.Pictures;

/// <summary>Text from outside as the content of an XML element.</summary>
internal static class PictureText
{
    /// <summary>From here on characters are counted as two: those of East Asia and emoji are about twice as wide as Latin ones.</summary>
    private const int FirstWide = 0x1100;

    /// <summary>
    /// Escaped, of at most <paramref name="max"/> characters. Control, direction and other invisible characters are shown as their code
    /// point.
    /// </summary>
    public static string Of(string text, int max)
    {
        var shown = new StringBuilder();
        var (width, fitting) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var part = IsVisible(rune) ? rune.ToString() : $"\\u{{{rune.Value:X}}}";
            width += IsVisible(rune) ? (rune.Value >= FirstWide ? 2 : 1) : part.Length;
            if (width > max)
            {
                shown.Length = fitting;
                return shown.Append('…').ToString();
            }

            shown.Append(part is "&" ? "&amp;" : part is "<" ? "&lt;" : part is ">" ? "&gt;" : part);
            fitting = width < max ? shown.Length : fitting;
        }

        return shown.ToString();
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
}
