using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Teams.Texts;

/// <summary>
/// All that the gate itself says on cards, in reminders and in answers to buttons, in the language of one reader. Each member reads the
/// entry of <c>CardTexts.resx</c> that bears its name; a count reads <c>Name_One</c> or <c>Name_Other</c>.
/// </summary>
internal sealed partial class CardTexts
{
    private static readonly ResourceManager Resources = new(typeof(CardTexts));
    private static readonly CardTexts English = new(CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, CardTexts> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["de"] = new CardTexts(ReaderCultures.German),
    };

    private CardTexts(CultureInfo culture) => Culture = culture;

    /// <summary>How the reader's dates and numbers are written.</summary>
    public CultureInfo Culture { get; }

    /// <summary>Whether the reader's language is that of the records.</summary>
    public bool AreAsRecorded => ReferenceEquals(this, English);

    /// <summary>English where no language is named or it is not among those that are shipped.</summary>
    /// <param name="language">A BCP 47 tag such as <c>de-AT</c>, of which the first part counts.</param>
    public static CardTexts In(string? language) =>
        language is not null && Others.TryGetValue(language.Split('-', '_')[0].Trim(), out var texts) ? texts : English;

    public static CardTexts For(AskedReviewer reader) => In(reader.Person.Language);

    /// <summary>Names in a row: <c>Ada, Kim and Lee</c>.</summary>
    public string Join(IReadOnlyList<string> names) => names.Count switch
    {
        0 => Nobody,
        1 => names[0],
        _ => And(string.Join(", ", names.Take(names.Count - 1)), names[^1]),
    };

    /// <summary>A moment on a card, in the reader's own time zone and language: the client fills it in.</summary>
    public string Moment(DateTimeOffset at)
    {
        var utc = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return DateAndTime($"{{{{DATE({utc}, SHORT)}}}}", $"{{{{TIME({utc})}}}}");
    }

    /// <summary>A moment in plain text, which no client fills in: in the zone of the reader's working hours, else in UTC.</summary>
    public string Moment(DateTimeOffset at, WorkingHours? hours) =>
        hours is not null && TimeZoneInfo.TryFindSystemTimeZoneById(hours.TimeZone, out var zone)
            ? MomentInZone(TimeZoneInfo.ConvertTime(at, zone).ToString(MomentPattern, Culture), hours.TimeZone)
            : MomentInUtc(at.UtcDateTime.ToString(MomentPattern, Culture));

    /// <summary>A title within a sentence: English writes only its first word with a capital.</summary>
    public string InSentence(string title) =>
        AreAsRecorded && title.Length > 0 ? $"{char.ToLowerInvariant(title[0])}{title[1..]}" : title;

    private string? Find(string name) => Resources.GetString(name, Culture);

    private string Text([CallerMemberName] string name = "") =>
        Find(name) ?? throw new MissingManifestResourceException($"CardTexts.resx has no entry '{name}'. Add it, and its translations.");

    private string Fill(object[] values, [CallerMemberName] string name = "") => string.Format(Culture, Text(name), values);

    private string Count(int number, object[] values, [CallerMemberName] string name = "") =>
        Fill(values, number == 1 ? $"{name}_One" : $"{name}_Other");
}
