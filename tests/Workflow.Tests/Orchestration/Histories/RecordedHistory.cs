using System.Runtime.CompilerServices;
using System.Text.Json;
using Workflow.LocalHost.Engine.History;

namespace Workflow.Tests.Orchestration.Histories;

/// <summary>An ended instance's history as a file, <c>orchestrator/course.jsonl</c>, one event a line: written once, and replayed ever after.</summary>
internal sealed record RecordedHistory(string InstanceId, IReadOnlyList<HistoryEvent> Events)
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder(), "*.jsonl", SearchOption.AllDirectories)
            .Where(path => !path.EndsWith(".received.jsonl", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Folder(), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public string Orchestrator => ((ExecutionStarted)Events[0]).Name;

    public static RecordedHistory Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder(), file));
        return new RecordedHistory(JsonSerializer.Deserialize<string>(lines[0])!, [.. lines[1..].Select(HistoryEvent.FromJson)]);
    }

    /// <summary>Writes what must be looked at and renamed before it counts.</summary>
    /// <returns>The file's path.</returns>
    public string Write(string course)
    {
        var path = Path.Combine(Folder(), Orchestrator, $"{course}.received.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, [JsonSerializer.Serialize(InstanceId), .. Events.Select(one => one.ToJson())]);
        return path;
    }

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
