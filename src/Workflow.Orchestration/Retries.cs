namespace Workflow.Orchestration;

/// <summary>How patient the gate is with outside systems.</summary>
internal static class Retries
{
    /// <summary>About two minutes: longer than a restart of a dependency, short enough for the one who waits.</summary>
    public static readonly RetryPolicy Outside = new(8, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1));

    public static readonly RetryPolicy Once = new(1, TimeSpan.FromSeconds(1));

    /// <summary>About half a day before somebody is called for.</summary>
    public static readonly RetryPolicy Callback = new(60, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(15));
}
