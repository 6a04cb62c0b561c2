namespace Workflow.Cli.Terminal;

/// <summary>How far a piece of work is; written by the work, read by whoever shows it.</summary>
internal sealed class WorkMeter
{
    private long done;

    /// <summary>In the same unit as <see cref="Total"/>.</summary>
    public long Done
    {
        get => Interlocked.Read(ref done);
        set => Interlocked.Exchange(ref done, value);
    }

    /// <summary>Null where nobody knows it before the end.</summary>
    public long? Total { get; init; }
}
