using System.Runtime.Serialization;
using System.Text;
using Ical.Net;
using Workflow.Adapters.Files.Yaml;

namespace Workflow.Adapters.Files.Policy;

/// <summary>
/// Reads the <c>calendars</c> of a policy: files by name, <c>{ holidays: holidays.ics }</c> or
/// <c>{ holidays: { file: holidays.ics, zone: Europe/Berlin } }</c>. Paths are relative to the policy.
/// </summary>
/// <param name="path">Of the policy.</param>
/// <param name="files">The calendars that could be read.</param>
internal sealed class CalendarReader(string path, IReadOnlyList<FileContent> files, DateOnly today, ValueReader values)
{
    /// <summary>Years after the first event for which it is tried whether its recurrence can be understood.</summary>
    private const int TriedYears = 2;

    /// <summary>The calendars that a policy names, as full paths, whatever mistakes are in it.</summary>
    public static IReadOnlyList<string> ListPaths(YamlNode root, string path) =>
        root is not YamlMapping policy ? [] :
        [
            .. policy.Entries
                .Where(entry => entry.Key.Text == "calendars")
                .SelectMany(entry => entry.Value is YamlMapping calendars ? calendars.Entries : [])
                .Select(entry => FileNode(entry.Value))
                .OfType<YamlScalar>()
                .Where(node => IsPath(node.Text))
                .Select(node => Resolve(path, node.Text))
                .Distinct(),
        ];

    /// <returns>By name; null for one with a mistake, so that what refers to it is not blamed.</returns>
    public IReadOnlyDictionary<string, PolicyCalendar?> ReadAll(YamlNode? node)
    {
        Dictionary<string, PolicyCalendar?> calendars = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in node is null ? [] : MappingReader.Named(node, "calendars", values.Problems))
        {
            if (values.Text(key, "a calendar's name") is { } name)
            {
                calendars[name] = Read(value, name);
            }
        }

        return calendars;
    }

    private PolicyCalendar? Read(YamlNode node, string name)
    {
        var zone = TimeZoneInfo.Utc;
        if (node is not YamlScalar)
        {
            var calendar = MappingReader.Open(node, $"calendar '{name}'", PolicyKeys.Calendar, values.Problems);
            zone = calendar?.Optional("zone") is { } zoneNode ? TimeReader.Zone(zoneNode, "zone", values) : TimeZoneInfo.Utc;
            if (calendar?.Required("file") is null)
            {
                return null;
            }
        }

        var fileNode = FileNode(node)!;
        return values.Text(fileNode, "file") is { } file && zone is not null ? Load(fileNode, file, zone) : null;
    }

    private PolicyCalendar? Load(YamlNode node, string file, TimeZoneInfo zone)
    {
        var full = IsPath(file) ? Resolve(path, file) : null;
        if (files.FirstOrDefault(content => content.Path == full) is not { } found)
        {
            values.Problems.Add(node, $"calendar file '{file}' cannot be read; its path is relative to the policy");
            return null;
        }

        try
        {
            if (Calendar.Load(Encoding.UTF8.GetString(found.Bytes)) is { Events.Count: > 0 } calendar)
            {
                var read = new PolicyCalendar(calendar, zone);
                Try(read, calendar);
                return read;
            }

            values.Problems.Add(node, $"calendar file '{file}' has no events");
        }
        catch (Exception exception) when (exception is SerializationException or ArgumentException or FormatException
            or InvalidOperationException or TimeZoneNotFoundException or NullReferenceException or KeyNotFoundException
            or IndexOutOfRangeException or OverflowException or InvalidCastException or NotSupportedException)
        {
            values.Problems.Add(node, $"calendar file '{file}' is no valid iCalendar: {exception.Message.ReplaceLineEndings(" ")}");
        }

        return null;
    }

    /// <summary>What cannot be understood shows when events are looked for, and must show now and not when a deployment waits.</summary>
    private void Try(PolicyCalendar read, Calendar calendar)
    {
        var first = calendar.Events.Min(one => one.Start?.Year ?? today.Year);
        foreach (var year in Enumerable.Range(first, TriedYears).Append(today.Year).Distinct())
        {
            _ = read.ListYear(Math.Clamp(year, 1900, 2200));
        }
    }

    private static YamlNode? FileNode(YamlNode node) =>
        node is YamlMapping mapping ? mapping.Entries.FirstOrDefault(entry => entry.Key.Text == "file")?.Value : node;

    private static bool IsPath(string text) => text.Length > 0 && !text.Any(char.IsControl);

    private static string Resolve(string path, string file) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "", file.Trim()));
}
