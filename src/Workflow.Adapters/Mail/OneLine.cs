using System.Text;

namespace Workflow.Adapters.Mail;

/// <summary>Text from outside as one line: no line break of it can begin a header, a paragraph or a line of its own.</summary>
internal static class OneLine
{
    private const int MaxLength = 300;

    /// <summary>Control and invisible format characters and runs of white space become one space; what is too long is cut.</summary>
    public static string Of(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= MaxLength)
            {
                return line.Append('…').ToString();
            }

            var blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
                || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format;
            if (!blank)
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }
}
