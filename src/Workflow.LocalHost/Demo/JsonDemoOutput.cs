using System.Text.Json;
using Workflow.Orchestration;

namespace Workflow.LocalHost.Demo;

/// <summary>One JSON event a line, for scripts: one for each change of a deployment, and <c>finished</c> as the last.</summary>
internal sealed class JsonDemoOutput(TextWriter writer) : IDemoOutput
{
    private readonly Dictionary<string, string> shown = [];

    public Task RunAsync(Func<Task> demo) => demo();

    public void Show(IReadOnlyList<DemoRow> rows, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            var key = $"{row.State}|{row.Asked}";
            if (shown.GetValueOrDefault(row.Id) != key)
            {
                shown[row.Id] = key;
                var reviewer = row.Status?.Asked is [.., var last] ? last.Name : null;
                Write(new StateEvent("state", row.Id, row.State, reviewer, now, row.Status?.Deadline, row.Status?.Outcome?.Reason));
            }
        }
    }

    public void Finish(IReadOnlyList<DemoRow> rows, TimeSpan elapsed)
    {
        var results = rows.Select(row => new Result(
            row.Id, row.Deployment.Scenario.Key, row.State, row.Status?.Outcome?.Reason, row.Defects ?? ["did not end"]));
        var ended = rows.All(row => row.Defects is []);
        Write(new FinishedEvent("finished", ended, Math.Round(elapsed.TotalSeconds, 1), [.. results]));
    }

    private void Write<T>(T line)
    {
        writer.WriteLine(JsonSerializer.Serialize(line, WorkflowJson.Options));
        writer.Flush();
    }

    private sealed record StateEvent(
        string Event, string Deployment, string State, string? Reviewer, DateTimeOffset At, DateTimeOffset? Deadline, string? Reason);

    private sealed record FinishedEvent(string Event, bool Ok, double Seconds, IReadOnlyList<Result> Deployments);

    private sealed record Result(string Deployment, string Scenario, string State, string? Reason, IReadOnlyList<string> Defects);
}
