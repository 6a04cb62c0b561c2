using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads when people work: <c>{ zone: Europe/Berlin, days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00", holidays: berlin }</c>.
/// </summary>
/// <param name="today">Holidays are looked up from then on, for two years.</param>
internal sealed class WorkingHoursReader(IReadOnlyDictionary<string, PolicyCalendar?> calendars, DateOnly today, ValueReader values)
{
    private const int Years = 2;

    /// <returns>Null, with a problem noted, where they cannot be read.</returns>
    public WorkingHours? Read(YamlNode node)
    {
        if (MappingReader.Open(node, "working-hours", PolicyKeys.WorkingHours, values.Problems) is not { } hours)
        {
            return null;
        }

        var holidays = hours.Optional("holidays") is { } holidaysNode
            && values.Choice(holidaysNode, "holidays", [.. calendars.Keys]) is { } name
            ? calendars[name]?.ListDays(today, today.AddYears(Years)) ?? []
            : [];
        return Read(hours, holidays, values);
    }

    /// <returns>Null, with a problem noted, where they cannot be read.</returns>
    public static WorkingHours? Read(MappingReader hours, IReadOnlyList<DateOnly> holidays, ValueReader values)
    {
        var zone = hours.Required("zone") is { } zoneNode ? TimeReader.Zone(zoneNode, "zone", values) : null;
        var days = hours.Required("days") is { } daysNode ? TimeReader.Weekdays(daysNode, "days", values) : [];
        var from = hours.Required("from") is { } fromNode ? TimeReader.Clock(fromNode, "from", isEnd: false, values) : null;
        var to = hours.Required("to") is { } toNode ? TimeReader.Clock(toNode, "to", isEnd: false, values) : null;
        if (to <= from)
        {
            values.Problems.Add(hours.Optional("to")!, "to must be later than from");
        }

        return zone is null || days.Count == 0 || from is null || to is null
            ? null
            : new WorkingHours(zone.Id, days, TimeOnly.FromTimeSpan(from.Value), TimeOnly.FromTimeSpan(to.Value), holidays);
    }
}
