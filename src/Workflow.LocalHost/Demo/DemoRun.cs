using Workflow.LocalHost.Demo.Gates;
using Workflow.LocalHost.Hosting;
using Workflow.LocalHost.Local.Teams.Playground;

namespace Workflow.LocalHost.Demo;

/// <param name="Url">Where this process listens; null for the default.</param>
/// <param name="DataFolder">Null for the default.</param>
/// <param name="Repository">A git repository to deploy from; null to make one.</param>
/// <param name="Range">The commits to choose from, as <c>A..B</c>.</param>
internal sealed record DemoOptions(Uri? Url, string? DataFolder, string? Repository, string? Range, bool Interactive)
{
    /// <summary>A gate that runs already; null for one in this process.</summary>
    public Uri? Target { get; init; }

    /// <summary>Whether the cards go to Microsoft's Agents Playground.</summary>
    public bool Playground { get; init; }

    /// <summary>The bearer token for the target's JSON API; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>How long each reviewer is waited for; null for the default.</summary>
    public DemoPace? Pace { get; init; }
}

/// <summary>Prepares the repository and the gate, sends the requests, and follows them to their end.</summary>
internal static class DemoRun
{
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <param name="messages">Where hints for the user go.</param>
    /// <returns>0 when every deployment ended as its scenario says, else 2.</returns>
    public static async Task<int> RunAsync(
        DemoOptions options, IDemoOutput output, TextWriter messages, CancellationToken cancellationToken)
    {
        await using var gate = await FindGateAsync(options, cancellationToken);
        using var repository = options.Repository is null
            ? DemoRepository.Create(gate.Files.Repository)
            : await DemoRepository.CloneAsync(options.Repository, gate.Files.Repository, cancellationToken);
        var deployments = DemoChoice.Choose(repository, options.Range);
        gate.Files.WriteRules(options.Pace ?? (options.Interactive ? DemoPace.Interactive : gate.Pace), deployments);
        await gate.StartAsync(cancellationToken);
        await TellAsync(options, gate, deployments, messages);

        using var gateHttp = gate.CreateClient();
        using var standInHttp = new HttpClient { BaseAddress = gate.StandIns };
        var rows = await SendAsync(new DemoPipeline(gateHttp, gate, Clock), deployments, cancellationToken);
        var reviewers = options.Interactive ? null : new DemoReviewers(standInHttp, Clock);
        var watch = new DemoWatch(gate, new GateClient(gateHttp), new PipelineClient(standInHttp), reviewers, output, Clock);
        var ended = await watch.FollowAsync(rows, cancellationToken);
        if (options.Interactive)
        {
            await messages.WriteLineAsync("All are decided. Console and inbox stay until you press Ctrl+C.");
            await gate.WaitForShutdownAsync(cancellationToken);
        }

        return ended.All(row => row.Defects is []) ? 0 : 2;
    }

    private static async Task<IDemoGate> FindGateAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var data = DataFolder.Open(options.DataFolder);
        return options.Target is { } target
            ? await TargetGate.FindAsync(target, options.Url, data, options.Token, cancellationToken)
            : new HostedGate(options.Url ?? new Uri(GateHost.DefaultUrl), data, options.Playground);
    }

    private static async Task TellAsync(
        DemoOptions options, IDemoGate gate, IReadOnlyList<DemoDeployment> deployments, TextWriter messages)
    {
        foreach (var warning in gate.Warnings)
        {
            await messages.WriteLineAsync(warning);
        }

        var inbox = options.Playground ? PlaygroundProcess.Address : new Uri(gate.StandIns, "/local/inbox");
        await messages.WriteLineAsync($"Console: {gate.Url}  Reviewers' inbox: {inbox}");
        foreach (var deployment in deployments.Where(_ => options.Repository is not null))
        {
            var origin = deployment.IsFromHistory ? "from the history" : "made for the demo, since no commit of the range fits";
            await messages.WriteLineAsync($"{deployment.Scenario.Title}: {deployment.Range.Head[..12]}, {origin}");
        }

        if (options.Interactive)
        {
            await messages.WriteLineAsync(options.Playground
                ? "You decide: press the buttons on the cards in the Playground. What the others are asked, nobody answers."
                : "You decide: open the inbox, choose a reviewer, and press the buttons on their cards.");
        }
    }

    private static async Task<IReadOnlyList<DemoRow>> SendAsync(
        DemoPipeline pipeline, IReadOnlyList<DemoDeployment> deployments, CancellationToken cancellationToken)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        List<DemoRow> rows = [];
        foreach (var deployment in deployments)
        {
            rows.Add(new DemoRow(deployment, await pipeline.RequestAsync(deployment, run, cancellationToken)));
        }

        return rows;
    }
}
