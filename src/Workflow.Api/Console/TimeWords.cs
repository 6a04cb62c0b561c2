using System.Globalization;

namespace Workflow.Api.Console;

/// <summary>Times as people read them.</summary>
internal static class TimeWords
{
    /// <summary>In UTC, such as <c>2026-03-02 09:15:04 UTC</c>.</summary>
    public static string Absolute(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>in 12 min</c>, <c>40 s ago</c> or <c>now</c>.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var distance = at - now;
        return distance.Duration() < TimeSpan.FromSeconds(1) ? "now"
            : distance > TimeSpan.Zero ? $"in {Length(distance)}"
            : $"{Length(distance.Duration())} ago";
    }

    /// <summary>In one or two units, rounded down: <c>40 s</c>, <c>12 min</c>, <c>3 h 20 min</c>, <c>5 days</c>.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 1 } => $"{length.Seconds} s",
        { TotalMinutes: < 10, Seconds: > 0 } => $"{length.Minutes} min {length.Seconds} s",
        { TotalHours: < 1 } => $"{length.Minutes} min",
        { TotalHours: < 24, Minutes: > 0 } => $"{length.Hours} h {length.Minutes} min",
        { TotalHours: < 24 } => $"{length.Hours} h",
        { TotalDays: < 2, Hours: > 0 } => $"1 day {length.Hours} h",
        { TotalDays: < 2 } => "1 day",
        _ => $"{length.Days} days",
    };
}
