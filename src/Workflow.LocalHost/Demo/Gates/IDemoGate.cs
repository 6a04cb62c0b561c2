namespace Workflow.LocalHost.Demo.Gates;

/// <summary>The gate that the demo sends its requests to, with the stand-ins that this process hosts.</summary>
internal interface IDemoGate : IAsyncDisposable
{
    /// <summary>Where the gate answers.</summary>
    Uri Url { get; }

    /// <summary>Where the stand-ins for Teams and for the pipeline answer.</summary>
    Uri StandIns { get; }

    /// <summary>What the gate reads: it may be changed until the first request is sent.</summary>
    DemoFiles Files { get; }

    /// <summary>The secret that the demo's pipeline signs its requests with.</summary>
    string RequestSecret { get; }

    /// <summary>How long each reviewer is waited for by the script, where nobody says otherwise.</summary>
    DemoPace Pace { get; }

    TimeSpan BetweenLooks { get; }

    /// <summary>What the user should know before anything is sent.</summary>
    IEnumerable<string> Warnings { get; }

    /// <summary>Starts what this process hosts.</summary>
    /// <exception cref="DemoException">The gate cannot be used.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>A client with which programs read the gate.</summary>
    HttpClient CreateClient();

    /// <summary>Why the gate may have refused a deployment request; null for what its answer explains itself.</summary>
    string? ExplainRefusal(int status);

    /// <summary>Looks whether a deployment goes its way.</summary>
    /// <param name="unchanged">For how long nothing about it has changed.</param>
    /// <exception cref="DemoException">It does not, and would not if it was waited for longer.</exception>
    Task CheckAsync(DemoRow row, TimeSpan unchanged, GateClient client, CancellationToken cancellationToken);

    /// <summary>Waits until somebody stops what this process hosts.</summary>
    Task WaitForShutdownAsync(CancellationToken cancellationToken);
}
