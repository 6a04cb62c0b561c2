using Workflow.LocalHost.Hosting;

namespace Workflow.LocalHost.Demo;

/// <param name="DataFolder">Null for the default.</param>
/// <param name="Repository">A git repository to deploy from; null to make one.</param>
/// <param name="Range">The commits to choose from, as <c>A..B</c>.</param>
internal sealed record DemoOptions(Uri Url, string? DataFolder, string? Repository, string? Range, bool Interactive);

/// <summary>Prepares the repository and the gate, sends the requests, and follows them to their end.</summary>
internal static class DemoRun
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <param name="messages">Where hints for the user go.</param>
    /// <returns>0 when every deployment ended as its scenario says, else 2.</returns>
    public static async Task<int> RunAsync(DemoOptions options, IDemoOutput output, TextWriter messages, CancellationToken cancellationToken)
    {
        ListenAddress.EnsureFree(options.Url);
        var data = DataFolder.Open(options.DataFolder);
        var files = new DemoFiles(data);
        files.Prepare();
        using var repository = options.Repository is null
            ? DemoRepository.Create(files.Repository)
            : await DemoRepository.CloneAsync(options.Repository, files.Repository, cancellationToken);
        var deployments = DemoChoice.Choose(repository, options.Range);
        var samplePeople = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "people.yaml"), cancellationToken);
        files.Write(options.Interactive ? DemoPace.Interactive : DemoPace.Scripted, samplePeople, deployments, options.Url);

        try
        {
            var hostOptions = new GateHostOptions(options.Url)
            {
                DataFolder = data.Path,
                LogFile = data.Combine("demo.log"),
                Settings = files.Overrides,
            };
            await using var host = await GateHost.StartAsync(hostOptions, cancellationToken);
            await TellAsync(options, deployments, messages);

            using var http = new HttpClient { BaseAddress = options.Url };
            var pipeline = new DemoPipeline(http, repository.Folder, files.Secret, Clock);
            var rows = await SendAsync(pipeline, deployments, cancellationToken);
            var followed = await FollowAsync(options, new DemoReviewers(http, Clock), new GateClient(http), rows, output, cancellationToken);
            if (options.Interactive)
            {
                await messages.WriteLineAsync("All are decided. The console stays until you press Ctrl+C.");
                await host.WaitForShutdownAsync(cancellationToken);
            }

            return followed.All(row => row.Defects is []) ? 0 : 2;
        }
        finally
        {
            files.Remove();
        }
    }

    private static async Task TellAsync(DemoOptions options, IReadOnlyList<DemoDeployment> deployments, TextWriter messages)
    {
        await messages.WriteLineAsync($"Console: {options.Url}  Reviewers' inbox: {new Uri(options.Url, "/local/inbox")}");
        foreach (var deployment in deployments.Where(_ => options.Repository is not null))
        {
            var origin = deployment.IsFromHistory ? "from the history" : "made for the demo, since no commit of the range fits";
            await messages.WriteLineAsync($"{deployment.Scenario.Title}: {deployment.Range.Head[..12]}, {origin}");
        }

        if (options.Interactive)
        {
            await messages.WriteLineAsync("You decide: open the inbox, choose a reviewer, and press the buttons on their cards.");
        }
    }

    private static async Task<DemoRow[]> SendAsync(
        DemoPipeline pipeline, IReadOnlyList<DemoDeployment> deployments, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        List<DemoRow> rows = [];
        foreach (var deployment in deployments)
        {
            rows.Add(new DemoRow(deployment, await pipeline.RequestAsync(deployment, run, cancellationToken)));
        }

        return [.. rows];
    }

    private static async Task<DemoRow[]> FollowAsync(
        DemoOptions options,
        DemoReviewers reviewers,
        GateClient gate,
        DemoRow[] rows,
        IDemoOutput output,
        CancellationToken cancellationToken)
    {
        var begun = Clock.GetTimestamp();
        await output.RunAsync(async () =>
        {
            while (!rows.All(row => row.Defects is not null))
            {
                for (var index = 0; index < rows.Length; index++)
                {
                    rows[index] = await LookAsync(options, gate, rows[index], cancellationToken);
                    if (!options.Interactive)
                    {
                        await reviewers.ActAsync(rows[index], cancellationToken);
                    }
                }

                output.Show(rows, Clock.GetUtcNow());
                await Task.Delay(BetweenLooks, Clock, cancellationToken);
            }
        });
        output.Finish(rows, Clock.GetElapsedTime(begun));
        return rows;
    }

    private static async Task<DemoRow> LookAsync(
        DemoOptions options, GateClient gate, DemoRow row, CancellationToken cancellationToken)
    {
        if (row.Defects is not null || await gate.FindAsync(row.Id, cancellationToken) is not { } status)
        {
            return row;
        }

        var seen = row with { Status = status };
        return status.IsEnded
            ? seen with
            {
                Defects = options.Interactive
                    ? []
                    : DemoCheck.FindDefects(
                        row.Deployment.Scenario,
                        status,
                        await gate.ReadAuditAsync(row.Id, cancellationToken),
                        await gate.ReadCallbacksAsync(row.Id, cancellationToken)),
            }
            : seen;
    }
}
