using System.Globalization;

namespace Workflow.Core.Policy;

/// <summary>A single stretch between two local times.</summary>
/// <param name="To">After <paramref name="From"/>.</param>
public sealed record DatedWindow(DateTime From, DateTime To, TimeZoneInfo Zone) : TimeWindow
{
    private readonly DateTimeOffset start = ZonedTime.Start(From, Zone);
    private readonly DateTimeOffset end = ZonedTime.End(To, Zone);

    public override DateTimeOffset? FindEnd(DateTimeOffset at) => at >= start && at < end ? end : null;

    public override string Describe() =>
        string.Create(CultureInfo.InvariantCulture, $"from {From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm}, {Zone.Id}");
}
