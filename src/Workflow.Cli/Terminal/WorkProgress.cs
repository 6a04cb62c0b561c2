using Spectre.Console;

namespace Workflow.Cli.Terminal;

/// <summary>Shows a bar on the error stream while work takes long, where a person watches: both streams are a terminal.</summary>
internal static class WorkProgress
{
    private static readonly TimeSpan ShownAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    public static async Task<T> RunAsync<T>(StandardStreams streams, string what, WorkMeter meter, Func<Task<T>> work)
    {
        var running = Task.Run(work);
        if (streams is { IsErrorTerminal: true, IsOutputTerminal: true })
        {
            await Task.WhenAny(running, Task.Delay(ShownAfter));
            if (!running.IsCompleted)
            {
                var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(streams.Error) });
                await ShowAsync(console, what, meter, running);
            }
        }

        return await running;
    }

    private static Task ShowAsync(IAnsiConsole console, string what, WorkMeter meter, Task running) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(what, maxValue: meter.Total ?? 1);
                bar.IsIndeterminate = meter.Total is null;
                while (!running.IsCompleted)
                {
                    bar.Value = meter.Total is null ? 0 : meter.Done;
                    bar.Description = meter.Total is null ? $"{what}: {meter.Done:N0}" : what;
                    await Task.WhenAny(running, Task.Delay(Pace));
                }
            });
}
