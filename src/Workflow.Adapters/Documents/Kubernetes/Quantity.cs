using System.Globalization;

namespace Workflow.Adapters.Documents.Kubernetes;

/// <summary>Amounts as Kubernetes writes them: <c>10Gi</c>, <c>500M</c>, <c>1e9</c>.</summary>
internal static class Quantity
{
    private static readonly (string Suffix, double Factor)[] Suffixes =
    [
        ("Ki", 1024d), ("Mi", Math.Pow(1024, 2)), ("Gi", Math.Pow(1024, 3)), ("Ti", Math.Pow(1024, 4)), ("Pi", Math.Pow(1024, 5)),
        ("Ei", Math.Pow(1024, 6)),
        ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15), ("E", 1e18),
    ];

    /// <summary>Null for what is no amount.</summary>
    public static double? Parse(string? text)
    {
        var number = text ?? "";
        var factor = 1d;
        foreach (var suffix in Suffixes)
        {
            if (number.EndsWith(suffix.Suffix, StringComparison.Ordinal))
            {
                number = number[..^suffix.Suffix.Length];
                factor = suffix.Factor;
                break;
            }
        }

        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value * factor : null;
    }
}
