using Workflow.Adapters.Files.Policy;
using Workflow.Adapters.Files.Yaml;
using Workflow.Core.Reviews;

namespace Workflow.Adapters.Files;

/// <summary>
/// Reads when a person works, <c>hours: { zone: Europe/Berlin, days: [mon, tue, wed, thu], from: "09:00", to: "17:00" }</c>, and when not,
/// <c>away: [{ from: 2026-12-20T00:00Z, until: 2027-01-04T08:00Z }]</c>; and what they read, <c>language: de-AT</c>.
/// </summary>
internal static class AvailabilityReader
{
    /// <returns>Null, with a problem noted, where they cannot be read.</returns>
    public static WorkingHours? ReadHours(YamlNode node, ValueReader values) =>
        MappingReader.Open(node, "hours", ["zone", "days", "from", "to"], values.Problems) is { } hours
            ? WorkingHoursReader.Read(hours, [], values)
            : null;

    public static IReadOnlyList<Absence> ReadAbsences(YamlNode node, ValueReader values) =>
        [.. values.Items(node, "away").Select(item => ReadAbsence(item, values)).OfType<Absence>()];

    /// <returns>Null, with a problem noted, where it is no language tag.</returns>
    public static string? ReadLanguage(YamlNode node, ValueReader values)
    {
        if (values.Text(node, "language") is not { } text || LanguageTag.IsValid(text))
        {
            return values.Text(node, "language");
        }

        values.Problems.Add(node, $"language must be a tag such as en or de-AT, not '{text}'");
        return null;
    }

    private static Absence? ReadAbsence(YamlNode node, ValueReader values)
    {
        if (MappingReader.Open(node, "an absence", ["from", "until"], values.Problems) is not { } absence)
        {
            return null;
        }

        var from = absence.Required("from") is { } fromNode ? values.Moment(fromNode, "from") : null;
        var until = absence.Required("until") is { } untilNode ? values.Moment(untilNode, "until") : null;
        if (until <= from)
        {
            values.Problems.Add(absence.Optional("until")!, "until must be after from");
        }

        return from is null || until is null ? null : new Absence(from.Value, until.Value);
    }
}
