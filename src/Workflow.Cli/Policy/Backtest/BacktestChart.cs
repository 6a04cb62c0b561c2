using System.Globalization;
using System.Net;
using System.Text;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Charts without script. Their words are those of the page, so that they can be read on a narrow one too.</summary>
internal static class BacktestChart
{
    private const double Width = 900;

    private const double Height = 220;

    /// <summary>The style and the name of each part of a column, from below.</summary>
    private static readonly (string Style, string Name)[] Parts =
        [("released", "released"), ("reviewed", "reviewed"), ("blocked", "blocked")];

    /// <summary>For each week one column of what was released, reviewed and blocked.</summary>
    public static string Weeks(PolicySummary policy)
    {
        var (first, count) = Span([policy]);
        var most = Math.Max(1, policy.Weeks.Select(week => week.Total).DefaultIfEmpty().Max());
        var body = new StringBuilder();
        foreach (var week in policy.Weeks)
        {
            var (left, bottom) = (Place(week.Monday, first) * Width / count, Height);
            foreach (var (part, (style, _)) in new[] { week.Released, week.Reviewed, week.Blocked }.Zip(Parts))
            {
                var height = part * Height / most;
                bottom -= height;
                var place = Invariant($"x=\"{left:0.##}\" y=\"{bottom:0.##}\" width=\"{Width / count:0.##}\" height=\"{height:0.##}\"");
                body.Append(part == 0 ? "" : $"<rect class=\"{style}\" {place}/>");
            }
        }

        return Draw("Deployments a week by verdict", $"at most {most} in one week", Parts, body, first, count);
    }

    /// <summary>One line for each policy.</summary>
    public static string Hours(IReadOnlyList<PolicySummary> policies)
    {
        var (first, count) = Span(policies);
        var most = policies.SelectMany(policy => policy.Weeks).Select(week => week.Hours).DefaultIfEmpty().Max();
        var body = new StringBuilder();
        foreach (var (number, policy) in policies.Index())
        {
            var hours = policy.Weeks.ToDictionary(week => Place(week.Monday, first), week => week.Hours);
            var scale = (Height - 4) / Math.Max(most, 0.01);
            var points = Enumerable.Range(0, count).Select(week =>
                Invariant($"{(week + 0.5) * Width / count:0.##},{Height - (hours.GetValueOrDefault(week) * scale) - 2:0.##}"));
            body.Append(Invariant($"""<polyline class="line{number + 1}" points="{string.Join(' ', points)}"/>"""));
        }

        var legend = policies.Select((policy, number) => (Invariant($"key{number + 1}"), policy.Policy.Name));
        return Draw("Reviewers' hours a week", Invariant($"at most {most:0.0} hours in one week"), legend, body, first, count);
    }

    /// <summary>A bar as long as its part of the greatest, for a cell of a table.</summary>
    public static string Bar(double part, double greatest) =>
        Invariant($"""<span class="bar" style="width:{(greatest > 0 ? part / greatest * 100 : 0):0.#}%"></span>""");

    public static string Escape(string text) => WebUtility.HtmlEncode(Core.Visible.Of(text));

    private static string Draw(
        string title, string scale, IEnumerable<(string Style, string Name)> legend, StringBuilder body, DateOnly first, int count)
    {
        var keys = legend.Select(key => $"""<span class="legend"><span class="key {key.Style}"></span>{Escape(key.Name)}</span>""");
        var (begin, end) = (Day(first), Day(first.AddDays(7 * (count - 1))));
        return Invariant($"""
            <figure><figcaption><b>{title}</b>, {scale}. {string.Join(' ', keys)}</figcaption>
            <svg viewBox="0 0 {Width} {Height}" preserveAspectRatio="none" role="img" aria-label="{title}, {Escape(scale)}">{body}</svg>
            <div class="axis"><span>{begin}</span><span>{end}</span></div></figure>

            """);
    }

    private static string Day(DateOnly monday) => monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static (DateOnly First, int Count) Span(IReadOnlyList<PolicySummary> policies)
    {
        var weeks = policies.SelectMany(policy => policy.Weeks).Select(week => week.Monday).DefaultIfEmpty(DateOnly.MinValue).ToList();
        return (weeks.Min(), Place(weeks.Max(), weeks.Min()) + 1);
    }

    private static int Place(DateOnly monday, DateOnly first) => (monday.DayNumber - first.DayNumber) / 7;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
