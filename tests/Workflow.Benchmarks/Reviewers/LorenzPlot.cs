using System.Globalization;
using System.Text;

namespace Workflow.Benchmarks.Reviewers;

/// <summary>Which share of the reviews falls to which share of the reviewers: the straighter the line, the more even the spread.</summary>
internal static class LorenzPlot
{
    private const int Size = 400;
    private const int Margin = 40;

    private static readonly string[] Colours = ["#1f6feb", "#d1242f"];

    public static string Draw(IReadOnlyList<(string Name, YearResult Result)> years)
    {
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Size + (2 * Margin)} {Size + (2 * Margin)}" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="#ffffff"/>
            <path d="M{Margin} {Margin}V{Margin + Size}H{Margin + Size}" fill="none" stroke="#57606a"/>
            <path d="M{Margin} {Margin + Size}L{Margin + Size} {Margin}" stroke="#d0d7de" stroke-dasharray="4"/>
            <text x="{Margin}" y="{Size + (2 * Margin) - 12}">share of reviewers, those with fewest reviews first</text>
            <text x="{Margin}" y="{Margin - 12}">share of reviews</text>

            """);
        foreach (var (index, (name, result)) in years.Index())
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                <path d="{LineOf(result.Reviews)}" fill="none" stroke="{Colours[index]}" stroke-width="2"/>
                <text x="{Margin + 12}" y="{Margin + 20 + (18 * index)}" fill="{Colours[index]}">{name}, Gini {result.Gini:0.000}</text>

                """);
        }

        return text.Append("</svg>\n").ToString();
    }

    private static string LineOf(int[] reviews)
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{Margin} {Margin + Size}");
        var (sum, all) = (0.0, reviews.Sum(count => (double)count));
        foreach (var (index, count) in reviews.Index())
        {
            sum += count;
            var x = Margin + (Size * (index + 1.0) / reviews.Length);
            line.Append(CultureInfo.InvariantCulture, $"L{x:0.#} {Margin + Size - (Size * sum / all):0.#}");
        }

        return line.ToString();
    }
}
