using System.Diagnostics.CodeAnalysis;

namespace Workflow.Adapters.Files.Yaml;

/// <summary>Durations as people write them: <c>45s</c>, <c>30m</c>, <c>1h30m</c>, <c>3d</c>; whole numbers, largest unit first.</summary>
internal static class Duration
{
    private const string Units = "dhms";

    /// <summary>Enough for every duration in use, and small enough that no sum of units overflows.</summary>
    private const int MaxDigits = 6;

    public static bool TryParse(string text, [NotNullWhen(true)] out TimeSpan? duration)
    {
        duration = null;
        var (sum, lastUnit, digits) = (TimeSpan.Zero, -1, 0);
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsAsciiDigit(text[index]) && ++digits <= MaxDigits)
            {
                continue;
            }

            var unit = Units.IndexOf(text[index], StringComparison.Ordinal);
            if (unit <= lastUnit || digits is 0 or > MaxDigits)
            {
                return false;
            }

            sum += UnitOf(unit) * int.Parse(text.AsSpan(index - digits, digits), provider: null);
            (lastUnit, digits) = (unit, 0);
        }

        duration = sum;
        return digits == 0 && lastUnit >= 0;
    }

    private static TimeSpan UnitOf(int unit) => unit switch
    {
        0 => TimeSpan.FromDays(1),
        1 => TimeSpan.FromHours(1),
        2 => TimeSpan.FromMinutes(1),
        _ => TimeSpan.FromSeconds(1),
    };
}
