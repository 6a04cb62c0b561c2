using System.Globalization;

namespace Workflow.LocalHost.Demo;

/// <summary>One deployment of the demo as it is shown.</summary>
internal sealed record DemoRow(DemoDeployment Deployment, string Id)
{
    /// <summary>Null until the gate knows the deployment.</summary>
    public DeploymentStatus? Status { get; init; }

    /// <summary>Null until it has ended and was compared with its scenario.</summary>
    public IReadOnlyList<string>? Defects { get; init; }

    public string State => Status?.State ?? "sent";

    public string Asked => Status is null ? "" : string.Join(", ", Status.Asked.Select(asked => asked.Name));

    public string TimeLeft(DateTimeOffset now) =>
        Status is { IsEnded: false, Deadline: { } deadline } && deadline > now
            ? string.Create(CultureInfo.InvariantCulture, $"{(deadline - now).TotalSeconds:0} s")
            : "";
}

/// <summary>Where the demo shows what happens.</summary>
internal interface IDemoOutput
{
    /// <summary>Runs the demo with whatever the output needs around it.</summary>
    Task RunAsync(Func<Task> demo);

    /// <summary>Called about four times a second, and once more at the end.</summary>
    void Show(IReadOnlyList<DemoRow> rows, DateTimeOffset now);

    /// <param name="elapsed">From the first webhook to the last answer.</param>
    void Finish(IReadOnlyList<DemoRow> rows, TimeSpan elapsed);
}
