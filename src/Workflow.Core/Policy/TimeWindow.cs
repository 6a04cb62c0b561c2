namespace Workflow.Core.Policy;

/// <summary>Stretches of time, such as nights, weekends or holidays.</summary>
public abstract record TimeWindow
{
    /// <summary>
    /// The end of the stretch that a moment is in; null where it is in none. A stretch includes its start and not its end.
    /// </summary>
    public abstract DateTimeOffset? FindEnd(DateTimeOffset at);

    public bool Contains(DateTimeOffset at) => FindEnd(at) is not null;

    /// <summary>For people, such as <c>Fri from 16:00 to Mon 08:00, Europe/Berlin</c>.</summary>
    public abstract string Describe();
}
