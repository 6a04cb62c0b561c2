using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Policy;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads windows of time, one or a list of them: <c>{ days: [fri], from: "16:00", to: "24:00", zone: Europe/Berlin }</c> each week,
/// <c>{ from: 2026-12-20T00:00, to: 2027-01-02T00:00, zone: Europe/Berlin }</c> once, or the events of <c>{ calendar: holidays }</c>.
/// </summary>
internal sealed class WindowReader(PolicyContext context)
{
    private static readonly string[] All = [.. PolicyKeys.Weekly, .. PolicyKeys.InCalendar];

    private readonly ValueReader values = context.Values;

    public IReadOnlyList<TimeWindow> ReadAll(YamlNode node, string what)
    {
        if (node is not YamlSequence { Items: var items })
        {
            return Read(node, what) is { } only ? [only] : [];
        }

        if (items.Count == 0)
        {
            values.Problems.Add(node, $"{what} must have at least one window of time, not an empty list");
        }

        return [.. items.Select(item => Read(item, what)).OfType<TimeWindow>()];
    }

    private TimeWindow? Read(YamlNode node, string what)
    {
        string[] keys = node is YamlMapping mapping ? [.. mapping.Entries.Select(entry => entry.Key.Text)] : [];
        var (allowed, read) = keys.Contains("calendar") ? (PolicyKeys.InCalendar, (Func<MappingReader, TimeWindow?>)ReadCalendar)
            : keys.Contains("days") ? (PolicyKeys.Weekly, ReadWeekly)
            : keys.Contains("from") && keys.Contains("to") && keys.Contains("zone") ? (PolicyKeys.Dated, ReadDated)
            : (All, _ => Incomplete(node, what));
        return MappingReader.Open(node, what, allowed, values.Problems) is { } window ? read(window) : null;
    }

    private TimeWindow? Incomplete(YamlNode node, string what)
    {
        values.Problems.Add(node, $"{what} needs either days and zone, or from, to and zone, or calendar");
        return null;
    }

    private CalendarWindow? ReadCalendar(MappingReader window)
    {
        var node = window.Required("calendar")!;
        return values.Choice(node, "calendar", [.. context.Calendars.Keys]) is { } name && context.Calendars[name] is { } calendar
            ? new CalendarWindow(name, calendar.ListYear)
            : null;
    }

    private WeeklyWindow? ReadWeekly(MappingReader window)
    {
        var days = TimeReader.Weekdays(window.Required("days")!, "days", values);
        var from = window.Optional("from") is { } fromNode ? TimeReader.Clock(fromNode, "from", isEnd: false, values) : TimeSpan.Zero;
        var to = window.Optional("to") is { } toNode ? TimeReader.Clock(toNode, "to", isEnd: true, values) : TimeSpan.FromHours(24);
        var zone = window.Required("zone") is { } zoneNode ? TimeReader.Zone(zoneNode, "zone", values) : null;
        if (from is not null && from == to)
        {
            values.Problems.Add(window.Optional("to")!, "to must differ from from; write neither for the whole day");
        }

        return days.Count == 0 || from is null || to is null || zone is null ? null : new WeeklyWindow(days, from.Value, to.Value, zone);
    }

    private DatedWindow? ReadDated(MappingReader window)
    {
        var from = TimeReader.Local(window.Required("from")!, "from", values);
        var to = TimeReader.Local(window.Required("to")!, "to", values);
        var zone = TimeReader.Zone(window.Required("zone")!, "zone", values);
        if (to <= from)
        {
            values.Problems.Add(window.Optional("to")!, "to must be after from");
            return null;
        }

        return from is null || to is null || zone is null ? null : new DatedWindow(from.Value, to.Value, zone);
    }
}
