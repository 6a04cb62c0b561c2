using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Workflow.Core.Provenance;

/// <summary>Lines of one file that one writer wrote.</summary>
/// <param name="Tool">As the log names it; null for a person, and where the log does not say which tool it was.</param>
/// <param name="Lines">How many, each counted once.</param>
public sealed record AuthoredLines(string Path, string? Tool, bool IsHuman, int Lines);

/// <summary>
/// A git-ai authorship log, the note of a commit in <c>refs/notes/ai</c>: version 3.0.0 (sessions, humans) and what came before it
/// (prompts alone). Lines that it does not list are of nobody known, not of a human.
/// </summary>
/// <param name="AiLines">Lines by AI over all files; a line that several sessions claim counts once.</param>
public sealed record AuthorshipLog(IReadOnlyList<AuthoredLines> Entries, int AiLines, int HumanLines)
{
    /// <summary>More lines of a note are not read.</summary>
    private const int MaxLines = 100_000;

    /// <summary>What git-ai's own tests sign with.</summary>
    private static readonly string[] TestTools = ["mock_ai", "mock-ai", "test-agent", "test_agent"];

    /// <summary>The tools that wrote lines, as the log names them; null for one that it does not name.</summary>
    public IEnumerable<string?> Tools => Entries.Where(entry => !entry.IsHuman).Select(entry => entry.Tool).Distinct();

    /// <returns>Null where the text is no authorship log.</returns>
    public static AuthorshipLog? Parse(string note)
    {
        var lines = note.Split('\n', MaxLines);
        var divider = Array.FindIndex(lines, line => line.TrimEnd('\r') == "---");
        if (divider < 0)
        {
            return null;
        }

        var tools = ReadTools(string.Join('\n', lines.Skip(divider + 1)));
        return Count(ReadEntries(lines.Take(divider), tools));
    }

    private static AuthorshipLog Count(List<(string Path, string? Tool, bool IsHuman, LineRanges Ranges)> entries) => new(
        [
            .. entries
                .GroupBy(entry => (entry.Path, entry.Tool, entry.IsHuman))
                .Select(group => new AuthoredLines(
                    group.Key.Path, group.Key.Tool, group.Key.IsHuman, LineRanges.Count(group.Select(entry => entry.Ranges)))),
        ],
        CountLines(entries.Where(entry => !entry.IsHuman)),
        CountLines(entries.Where(entry => entry.IsHuman)));

    private static int CountLines(IEnumerable<(string Path, string? Tool, bool IsHuman, LineRanges Ranges)> entries) =>
        (int)Math.Min(
            int.MaxValue,
            entries
                .GroupBy(entry => entry.Path, StringComparer.Ordinal)
                .Sum(file => (long)LineRanges.Count(file.Select(entry => entry.Ranges))));

    private static List<(string Path, string? Tool, bool IsHuman, LineRanges Ranges)> ReadEntries(
        IEnumerable<string> lines, Dictionary<string, string> tools)
    {
        List<(string, string?, bool, LineRanges)> entries = [];
        string? path = null;
        foreach (var line in lines.Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            if (!char.IsWhiteSpace(line[0]))
            {
                path = Unquote(line);
                continue;
            }

            var (key, ranges) = line.Trim().Split(' ', 2) is [var first, var second] ? (first, LineRanges.Parse(second)) : ("", null);
            var session = key.Split("::", 2)[0];
            var tool = tools.GetValueOrDefault(session);
            if (path is not null && ranges is not null && !(tool is not null && TestTools.Contains(tool, StringComparer.OrdinalIgnoreCase)))
            {
                var isHuman = session.StartsWith("h_", StringComparison.Ordinal);
                entries.Add((path, isHuman ? null : tool, isHuman, ranges));
            }
        }

        return entries;
    }

    private static string Unquote(string path) =>
        path is ['"', .., '"'] && path.Length > 1
            ? path[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace(@"\\", @"\", StringComparison.Ordinal)
            : path;

    /// <summary>The tool behind every session and prompt. Metadata that is no JSON names none.</summary>
    private static Dictionary<string, string> ReadTools(string json)
    {
        Dictionary<string, string> tools = new(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
            foreach (var section in new[] { "prompts", "sessions" })
            {
                if (document.RootElement.ValueKind is JsonValueKind.Object
                    && document.RootElement.TryGetProperty(section, out var entries)
                    && entries.ValueKind is JsonValueKind.Object)
                {
                    foreach (var entry in entries.EnumerateObject())
                    {
                        if (ToolOf(entry.Value) is { } tool)
                        {
                            tools[entry.Name] = tool;
                        }
                    }
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What was read until then holds: escapes that are no text show only when they are read.
        }

        return tools;
    }

    private static string? ToolOf(JsonElement session) =>
        session.ValueKind is JsonValueKind.Object
        && session.TryGetProperty("agent_id", out var agent)
        && agent.ValueKind is JsonValueKind.Object
        && agent.TryGetProperty("tool", out var tool)
        && tool.ValueKind is JsonValueKind.String
            ? tool.GetString()
            : null;

    /// <summary>Line numbers such as <c>1-4,9</c>.</summary>
    internal sealed class LineRanges
    {
        private readonly List<(int First, int Last)> ranges = [];

        /// <returns>Null where the text is no list of ranges.</returns>
        public static LineRanges? Parse(string text)
        {
            var result = new LineRanges();
            foreach (var part in text.Split(','))
            {
                var ends = part.Trim().Split('-', 2);
                if (!TryRead(ends[0], out var first) || !TryRead(ends[^1], out var last) || last < first)
                {
                    return null;
                }

                result.ranges.Add((first, last));
            }

            return result;
        }

        /// <summary>How many lines all of them hold together, each counted once.</summary>
        public static int Count(IEnumerable<LineRanges> all)
        {
            long count = 0;
            var covered = 0;
            foreach (var (first, last) in all.SelectMany(one => one.ranges).Order())
            {
                count += Math.Max(0, (long)last - Math.Max(first - 1, covered));
                covered = Math.Max(covered, last);
            }

            return (int)Math.Min(int.MaxValue, count);
        }

        private static bool TryRead(string text, out int number) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
    }
}
