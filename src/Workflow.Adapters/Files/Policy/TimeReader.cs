using System.Globalization;
using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files.Policy;

/// <summary>Reads times of the day, local times, days of the week and time zones.</summary>
internal static class TimeReader
{
    private const string Midnight = "24:00";

    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] LocalTimes = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    /// <returns>From 0 h; 24 h where the end of the day is meant.</returns>
    public static TimeSpan? Clock(YamlNode node, string what, bool isEnd, ValueReader values)
    {
        var text = (node as YamlScalar)?.Text;
        if (isEnd && text == Midnight)
        {
            return TimeSpan.FromHours(24);
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time.ToTimeSpan();
        }

        var range = isEnd ? "\"00:01\" to \"24:00\"" : "\"00:00\" to \"23:59\"";
        values.Problems.Add(node, $"{what} must be a time of the day from {range}, not {node.Kind}");
        return null;
    }

    public static DateTime? Local(YamlNode node, string what, ValueReader values)
    {
        // Times far away would leave the range in which local times have a moment.
        if (DateTime.TryParseExact(
            (node as YamlScalar)?.Text, LocalTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year is >= 2000 and < 2200)
        {
            return local;
        }

        values.Problems.Add(node, $"{what} must be a local time such as 2026-12-20T00:00, not {node.Kind}");
        return null;
    }

    /// <returns>Each once, in the file's order.</returns>
    public static IReadOnlyList<DayOfWeek> Weekdays(YamlNode node, string what, ValueReader values) =>
    [
        .. values.DifferentItems(node, what)
            .Select(item => values.Choice(item, what, Days))
            .OfType<string>()
            .Select(day => (DayOfWeek)((Array.IndexOf(Days, day) + 1) % Days.Length))
            .Distinct(),
    ];

    public static TimeZoneInfo? Zone(YamlNode node, string what, ValueReader values)
    {
        if (values.Text(node, what) is not { } name)
        {
            return null;
        }

        // Only IANA names and UTC: others would be known on some machines and not on others.
        if ((name == "UTC" || name.Contains('/', StringComparison.Ordinal))
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }

        string[] known = [.. TimeZoneInfo.GetSystemTimeZones().Select(one => one.Id)];
        var meant = Spelling.Nearest(name, known) is { } nearest ? $"did you mean '{nearest}'? " : "";
        values.Problems.Add(node, $"unknown {what} '{name}'; {meant}allowed are UTC and IANA names such as Europe/Berlin");
        return null;
    }
}
