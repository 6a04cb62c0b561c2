using System.Globalization;
using System.Text;

namespace Workflow.Adapters.Teams.Cards;

/// <summary>Makes text from commits, people and pipelines fit to be shown: it may be long, broken or meant to deceive.</summary>
internal static class CardText
{
    private const char Ellipsis = '…';
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>
    /// One line of at most <paramref name="max"/> characters. Control and direction characters, which could hide or reorder text,
    /// are shown as their code point, but for the joiners that scripts and emoji need; <c>{{</c> is broken up, because a card would compute
    /// what is in it.
    /// </summary>
    public static string Plain(string? text, int max)
    {
        var shown = new StringBuilder();
        var fitting = 0;
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            shown.Append(rune.Value == '{' && shown.Length > 0 && shown[^1] == '{' ? "\u200B{" : Show(rune));
            if (shown.Length > max)
            {
                shown.Length = fitting;
                return shown.Append(Ellipsis).ToString();
            }

            fitting = shown.Length < max ? shown.Length : fitting;
        }

        return shown.ToString().Trim();
    }

    /// <summary>The first seven characters, as git shows object ids; null for none.</summary>
    public static string? Short(string? objectId) =>
        objectId is null ? null : Plain(objectId.Length > 7 ? objectId[..7] : objectId, 7);

    private static string Show(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control when Rune.IsWhiteSpace(rune) => " ",
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => " ",
        UnicodeCategory.Format when rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner => rune.ToString(),
        UnicodeCategory.Control or UnicodeCategory.Format => $"\\u{{{rune.Value:X}}}",
        _ => rune.ToString(),
    };
}
