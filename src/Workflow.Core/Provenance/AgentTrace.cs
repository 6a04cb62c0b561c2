using System.Text;
using System.Text.Json;

namespace Workflow.Core.Provenance;

/// <summary>
/// What one Agent Trace record says: which lines of which files AI wrote (Agent Trace 0.1.0; the reference keeps the records of a
/// repository in <c>.agent-trace/traces.jsonl</c>).
/// </summary>
/// <param name="Revision">The revision that it is about; null where it names none.</param>
/// <param name="Tool">The tool's name, or else the model's; null where neither is given.</param>
/// <param name="AiLines">By path, the lines that contributors of type <c>ai</c> or <c>mixed</c> wrote.</param>
public sealed record AgentTrace(string? Revision, string? Tool, IReadOnlyDictionary<string, int> AiLines)
{
    /// <summary>Further records are not read.</summary>
    private const int MaxRecords = 100_000;

    /// <summary>All records of a file that have lines by AI. A line that is no record is left out.</summary>
    public static IReadOnlyList<AgentTrace> ParseAll(string lines)
    {
        List<AgentTrace> traces = [];
        foreach (var range in lines.AsSpan().Split('\n'))
        {
            var line = lines.AsSpan()[range].Trim();
            if (line.IsEmpty || traces.Count == MaxRecords)
            {
                continue;
            }

            if (Parse(line) is { AiLines.Count: > 0 } trace)
            {
                traces.Add(trace);
            }
        }

        return traces;
    }

    private static AgentTrace? Parse(ReadOnlySpan<char> line)
    {
        try
        {
            var bytes = new byte[Encoding.UTF8.GetByteCount(line)];
            Encoding.UTF8.GetBytes(line, bytes);
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind is JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AgentTrace Read(JsonElement record)
    {
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        string? model = null;
        foreach (var file in Items(record, "files"))
        {
            if (Text(file, "path") is not { } path)
            {
                continue;
            }

            foreach (var conversation in Items(file, "conversations"))
            {
                model ??= Property(conversation, "contributor") is { } own ? Text(own, "model_id") : null;
                if (CountAiLines(conversation) is var count and > 0)
                {
                    lines[path] = (int)Math.Min(int.MaxValue, lines.GetValueOrDefault(path) + count);
                }
            }
        }

        var tool = Property(record, "tool") is { } named ? Text(named, "name") : null;
        var revision = Property(record, "vcs") is { } vcs ? Text(vcs, "revision") : null;
        return new AgentTrace(revision, tool ?? model, lines);
    }

    /// <summary>A range may name a contributor of its own; else the conversation's holds.</summary>
    private static long CountAiLines(JsonElement conversation)
    {
        long count = 0;
        foreach (var range in Items(conversation, "ranges"))
        {
            var contributor = Property(range, "contributor") ?? Property(conversation, "contributor");
            var isAi = contributor is { } by && Text(by, "type") is "ai" or "mixed";
            if (isAi && Number(range, "start_line") is { } first && Number(range, "end_line") is { } last && last >= first)
            {
                count += (long)last - first + 1;
            }
        }

        return count;
    }

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    private static string? Text(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? Number(JsonElement element, string name) =>
        Property(element, name) is { ValueKind: JsonValueKind.Number } number
        && number.TryGetInt32(out var value) && value > 0
            ? value
            : null;
}
