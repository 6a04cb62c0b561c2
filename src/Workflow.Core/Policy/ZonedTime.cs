namespace Workflow.Core.Policy;

/// <summary>
/// Moments of local times. A time that the clocks skip in spring is as long after the change as it would have been without one; of a time
/// that they show twice in autumn the earlier moment begins a stretch and the later one ends it.
/// </summary>
public static class ZonedTime
{
    public static DateTimeOffset Start(DateTime local, TimeZoneInfo zone) =>
        At(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local));

    public static DateTimeOffset End(DateTime local, TimeZoneInfo zone) =>
        At(local, zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min() : zone.GetUtcOffset(local));

    private static DateTimeOffset At(DateTime local, TimeSpan offset) => new DateTimeOffset(local, offset).ToUniversalTime();
}
