using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Workflow.Core.Policy;

/// <summary>A comparison with a whole number, such as <c>&gt;= 10</c>.</summary>
/// <param name="Sign">One of <see cref="Signs"/>.</param>
public readonly record struct NumberComparison(string Sign, int Number)
{
    /// <summary>No number is above it.</summary>
    public const int Highest = 1_000_000_000;

    /// <summary>The longer ones first, as they are looked for.</summary>
    public static IReadOnlyList<string> Signs { get; } = [">=", "<=", ">", "<", "="];

    /// <summary>Whether what it holds of it holds of every greater number too.</summary>
    public bool IsUpward => Sign[0] == '>';

    /// <summary>Whether what it holds of it holds of every smaller number too.</summary>
    public bool IsDownward => Sign[0] == '<';

    public static bool TryParse(string text, [NotNullWhen(true)] out NumberComparison? comparison)
    {
        comparison = null;
        if (Signs.FirstOrDefault(sign => text.StartsWith(sign, StringComparison.Ordinal)) is { } sign
            && int.TryParse(text[sign.Length..].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= Highest)
        {
            comparison = new NumberComparison(sign, number);
        }

        return comparison is not null;
    }

    public bool Holds(int seen) => Compare(seen, seen) is Truth.Yes;

    /// <summary>Whether it holds of a number of which only the least and the most that it can be are known.</summary>
    public Truth Compare(int least, int most) => Sign switch
    {
        ">=" => Between(least >= Number, most >= Number),
        "<=" => Between(most <= Number, least <= Number),
        ">" => Between(least > Number, most > Number),
        "<" => Between(most < Number, least < Number),
        _ => Between(least == Number && most == Number, least <= Number && most >= Number),
    };

    /// <summary>Whether of every number of 0 or more of which this holds the other one holds too.</summary>
    public bool Implies(NumberComparison other)
    {
        var (least, most) = Sign switch
        {
            ">=" => (Number, int.MaxValue),
            "<=" => (0, Number),
            ">" => (Number + 1, int.MaxValue),
            "<" => (0, Number - 1),
            _ => (Number, Number),
        };
        return other.Compare(least, most) is Truth.Yes;
    }

    private static Truth Between(bool ofAll, bool ofSome) => ofAll ? Truth.Yes : ofSome ? Truth.Unknown : Truth.No;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sign} {Number}");
}
