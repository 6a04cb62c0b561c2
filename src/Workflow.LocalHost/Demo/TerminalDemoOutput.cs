using Spectre.Console;

namespace Workflow.LocalHost.Demo;

/// <summary>A live table in a terminal; a line for each change where the output is no terminal.</summary>
internal sealed class TerminalDemoOutput : IDemoOutput
{
    /// <summary>In characters, for files and pipes, where nothing limits it.</summary>
    private const int PlainWidth = 160;

    private readonly Dictionary<string, string> shown = [];
    private readonly IAnsiConsole console;
    private readonly bool hasScript;
    private LiveDisplayContext? live;

    /// <param name="hasScript">Whether the scenarios say how each deployment has to end.</param>
    public TerminalDemoOutput(IAnsiConsole console, bool hasScript)
    {
        this.console = console;
        this.hasScript = hasScript;
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PlainWidth;
        }
    }

    public Task RunAsync(Func<Task> demo) =>
        console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal
            ? console.Live(new Table()).AutoClear(true).StartAsync(context =>
            {
                live = context;
                return demo();
            })
            : demo();

    public void Show(IReadOnlyList<DemoRow> rows, DateTimeOffset now)
    {
        if (live is not null)
        {
            live.UpdateTarget(Render(rows, "Step ends in", row => row.TimeLeft(now)));
            return;
        }

        foreach (var row in rows)
        {
            var text = row.Asked.Length == 0 ? row.State : $"{row.State}, asked {row.Asked}";
            if (shown.GetValueOrDefault(row.Id) != text)
            {
                shown[row.Id] = text;
                console.MarkupLineInterpolated($"{now:HH:mm:ss} {row.Deployment.Scenario.Title}: {text}");
            }
        }
    }

    public void Finish(IReadOnlyList<DemoRow> rows, TimeSpan elapsed)
    {
        live = null;
        console.Write(Render(rows, "As expected", row => row.Defects switch
        {
            null => "did not end",
            [] => hasScript ? "yes" : "you decided",
            var defects => string.Join("; ", defects),
        }));
        foreach (var row in rows.Where(row => row.Status?.Outcome is not null))
        {
            console.MarkupLineInterpolated($"[grey]{row.Deployment.Scenario.Service}:[/] {row.Status!.Outcome!.Explanation}");
        }

        if (hasScript)
        {
            console.MarkupLineInterpolated(
                $"{rows.Count(row => row.Defects is [])} of {rows.Count} ended as expected in {elapsed.TotalSeconds:0} s.");
        }
    }

    private static Table Render(IReadOnlyList<DemoRow> rows, string last, Func<DemoRow, string> lastCell)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("Deployment", "State", "Asked", "Outcome", last);
        foreach (var row in rows)
        {
            var color = row.State switch { "released" => "green", "cancelled" => "red", "waiting" => "yellow", _ => "grey" };
            table.AddRow(
                new Markup(Markup.Escape($"{row.Deployment.Scenario.Title} ({row.Deployment.Scenario.Service})")),
                new Markup($"[{color}]{Markup.Escape(row.State)}[/]"),
                new Markup(Markup.Escape(row.Asked)),
                new Markup(Markup.Escape(row.Status?.Outcome?.Reason ?? "")),
                new Markup(Markup.Escape(lastCell(row))));
        }

        return table;
    }
}
