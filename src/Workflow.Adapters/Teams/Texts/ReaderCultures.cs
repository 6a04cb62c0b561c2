using System.Globalization;

namespace Workflow.Adapters.Teams.Texts;

/// <summary>
/// How other readers than English ones write dates and numbers. It is said here, because the hosts run without the operating system's
/// culture data (InvariantGlobalization), so that nothing depends on where they run.
/// </summary>
internal static class ReaderCultures
{
    public static CultureInfo German { get; } = BuildGerman();

    private static CultureInfo BuildGerman()
    {
        string[] months =
            ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember", ""];
        string[] shortMonths = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.", ""];
        var culture = new CultureInfo("de", useUserOverride: false)
        {
            NumberFormat = new NumberFormatInfo
            {
                NumberGroupSeparator = ".",
                NumberDecimalSeparator = ",",
                PercentGroupSeparator = ".",
                PercentDecimalSeparator = ",",
                PercentPositivePattern = 0,
                PercentNegativePattern = 0,
            },
            DateTimeFormat = new DateTimeFormatInfo
            {
                DayNames = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
                AbbreviatedDayNames = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"],
                MonthNames = months,
                MonthGenitiveNames = months,
                AbbreviatedMonthNames = shortMonths,
                AbbreviatedMonthGenitiveNames = shortMonths,
                FirstDayOfWeek = DayOfWeek.Monday,
                DateSeparator = ".",
                ShortDatePattern = "dd.MM.yyyy",
                LongDatePattern = "dddd, d. MMMM yyyy",
                ShortTimePattern = "HH:mm",
                LongTimePattern = "HH:mm:ss",
            },
        };
        return CultureInfo.ReadOnly(culture);
    }
}
