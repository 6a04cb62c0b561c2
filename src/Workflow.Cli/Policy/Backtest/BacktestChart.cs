using System.Globalization;
using System.Net;
using System.Text;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>Charts as SVG without script; each says in words what it shows.</summary>
internal static class BacktestChart
{
    private const double Width = 900;

    private const double Height = 220;

    private const double BarHeight = 22;

    private const double LabelWidth = 360;

    /// <summary>For each week one column of what was released, reviewed and blocked.</summary>
    public static string Weeks(PolicySummary policy)
    {
        var (first, count) = Span([policy]);
        var most = Math.Max(1, policy.Weeks.Select(week => week.Total).DefaultIfEmpty().Max());
        var body = new StringBuilder();
        foreach (var week in policy.Weeks)
        {
            var (left, bottom) = (Place(week.Monday, first) * Width / count, Height);
            foreach (var (part, style) in new[] { (week.Released, "released"), (week.Reviewed, "reviewed"), (week.Blocked, "blocked") })
            {
                var height = part * Height / most;
                bottom -= height;
                body.Append(Invariant($"""<rect class="{style}" x="{left:0.##}" y="{bottom:0.##}" width="{Width / count:0.##}" height="{height:0.##}"/>"""));
            }
        }

        return Draw("Deployments a week by verdict", Invariant($"At most {most} in one week, under {policy.Policy.Name}."), Height, body);
    }

    /// <summary>One bar for each rule.</summary>
    public static string Rules(PolicySummary policy, int most)
    {
        var rules = policy.Rules.Take(most).ToList();
        var greatest = Math.Max(1, rules.Select(rule => rule.Count).DefaultIfEmpty().Max());
        var body = new StringBuilder();
        foreach (var (index, (name, count)) in rules.Index())
        {
            var (top, width) = (index * BarHeight, count * (Width - LabelWidth - 80) / greatest);
            body.Append(Invariant($"""<text x="0" y="{top + 15:0.##}">{Escape(name.Length > 50 ? $"{name[..49]}…" : name)}</text>"""))
                .Append(Invariant($"""<rect class="reviewed" x="{LabelWidth}" y="{top + 3:0.##}" width="{width:0.##}" height="{BarHeight - 6}"/>"""))
                .Append(Invariant($"""<text x="{LabelWidth + width + 6:0.##}" y="{top + 15:0.##}">{count}</text>"""));
        }

        return Draw("Deployments decided by each rule", $"Under {policy.Policy.Name}.", Math.Max(1, rules.Count) * BarHeight, body);
    }

    /// <summary>One line for each policy.</summary>
    public static string Hours(IReadOnlyList<PolicySummary> policies)
    {
        var (first, count) = Span(policies);
        var most = Math.Max(1, policies.SelectMany(policy => policy.Weeks).Select(week => week.Hours).DefaultIfEmpty().Max());
        var body = new StringBuilder();
        foreach (var (number, policy) in policies.Index())
        {
            var hours = policy.Weeks.ToDictionary(week => Place(week.Monday, first), week => week.Hours);
            var points = Enumerable.Range(0, count).Select(
                week => Invariant($"{(week + 0.5) * Width / count:0.##},{Height - hours.GetValueOrDefault(week) * (Height - 4) / most - 2:0.##}"));
            body.Append(Invariant($"""<polyline class="line{number + 1}" points="{string.Join(' ', points)}"/>"""));
        }

        return Draw("Reviewers' hours a week", Invariant($"At most {most:0.0} hours; the second policy is dashed."), Height, body);
    }

    public static string Escape(string text) => WebUtility.HtmlEncode(Core.Visible.Of(text));

    private static string Draw(string title, string description, double height, StringBuilder body) => Invariant(
        $"""<svg viewBox="0 0 {Width} {height:0.##}" role="img"><title>{title}</title><desc>{Escape(description)}</desc>{body}</svg>""");

    private static (DateOnly First, int Count) Span(IReadOnlyList<PolicySummary> policies)
    {
        var weeks = policies.SelectMany(policy => policy.Weeks).Select(week => week.Monday).DefaultIfEmpty(DateOnly.MinValue).ToList();
        return (weeks.Min(), Place(weeks.Max(), weeks.Min()) + 1);
    }

    private static int Place(DateOnly monday, DateOnly first) => (monday.DayNumber - first.DayNumber) / 7;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
