using System.Globalization;
using System.Text;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>The report as one page that needs nothing else, with a table beside each chart.</summary>
internal static class BacktestHtml
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--released:#2e7d4f;--reviewed:#b26a00;--blocked:#b3261e}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--paper:#15181c;--released:#6cc08b;--reviewed:#e0a24a;--blocked:#f2847c}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.5rem;font-size:1.3rem}h1,h2,td,li,p{overflow-wrap:break-word}
        figure{margin:1rem 0}svg{display:block;width:100%;height:11rem;border-bottom:1px solid var(--ink)}
        .axis{display:flex;justify-content:space-between;font-size:.85rem}
        .released{fill:var(--released);background:var(--released)}.reviewed{fill:var(--reviewed);background:var(--reviewed)}
        .blocked{fill:var(--blocked);background:var(--blocked)}
        .key{display:inline-block;width:.8rem;height:.8rem;margin:0 .3rem 0 .8rem;vertical-align:-.05rem}
        .key1{background:var(--reviewed)}.key2{background:repeating-linear-gradient(90deg,var(--released) 0 3px,transparent 3px 5px)}
        polyline{fill:none;stroke-width:2;stroke:var(--reviewed);vector-effect:non-scaling-stroke}
        .line2{stroke:var(--released);stroke-dasharray:6 4}
        .bar{display:block;height:.8rem;margin-top:.3rem;background:color-mix(in srgb,var(--ink) 55%,transparent)}
        details{margin:.8rem 0}summary{font-weight:600;cursor:pointer}.scroll{overflow-x:auto}table{border-collapse:collapse}
        td,th{padding:.2rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid color-mix(in srgb,var(--ink) 20%,transparent)}
        .legend{white-space:nowrap}.number{text-align:right;font-variant-numeric:tabular-nums}td.number{white-space:nowrap}
        .wide{min-width:12rem}@media(max-width:40rem){.bars{display:none}td,th{padding:.2rem .4rem}}
        .problem{border-left:4px solid var(--blocked);padding-left:.8rem}
        """;

    private static readonly HtmlColumn Deployments = HtmlColumn.Number("Deployments");

    public static string Write(BacktestReport report)
    {
        var page = new StringBuilder();
        var title = BacktestChart.Escape($"Backtest: {report.Service} to {report.Environment}");
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p>{BacktestText.Many(report.Deployments.Count, "deployment")} since {report.Since.UtcDateTime:yyyy-MM-dd}, ")
            .Append(CultureInfo.InvariantCulture, $"{report.Minutes} minutes an approval.</p>\n");
        new HtmlTable("Verdicts", [new("Policy"), .. Verdicts, HtmlColumn.Number("Hours a week")]).Write(
            page,
            report.Policies.Select(policy => (string[])
            [
                policy.Policy.Name, Number(policy.Count(Verdict.Release)), Number(policy.Count(Verdict.RequireReview)),
                Number(policy.Count(Verdict.Block)), Hours(policy.HoursAWeek),
            ]));
        new HtmlTable("Worst risk found in the changed files", [new("Risk"), Deployments]).Write(
            page, report.RiskCounts.Select(one => (string[])[one.Risk, Number(one.Count)]));
        foreach (var policy in report.Policies)
        {
            Write(page, policy, report.HasPeople);
        }

        page.Append("<h2>Work</h2>\n").Append(BacktestChart.Hours(report.Policies));
        if (report.Policies.Count > 1)
        {
            WriteDifferences(page, report);
        }

        page.Append("<h2>Not simulated</h2>\n<ul>\n");
        foreach (var sentence in report.NotSimulated)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{BacktestChart.Escape(sentence)}</li>\n");
        }

        return page.Append("</ul>\n</body></html>\n").ToString();
    }

    private static HtmlColumn[] Verdicts => [HtmlColumn.Number("Released"), HtmlColumn.Number("Reviewed"), HtmlColumn.Number("Blocked")];

    private static void Write(StringBuilder page, PolicySummary policy, bool hasPeople)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{BacktestChart.Escape(policy.Policy.Name)}</h2>\n")
            .Append(BacktestChart.Weeks(policy));
        new HtmlTable("Weeks", [HtmlColumn.Number("Week of"), .. Verdicts, HtmlColumn.Number("Hours")]).Write(
            page,
            policy.Weeks.Select(week => (string[])
            [
                week.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(week.Released), Number(week.Reviewed),
                Number(week.Blocked), Hours(week.Hours),
            ]));
        new HtmlTable("Rules", [new("Rule"), Deployments, HtmlColumn.Bar]).Write(
            page, policy.Rules.Select(rule => (string[])[rule.Name, Number(rule.Count), Bar(rule.Count, policy.Rules[0].Count)]));
        foreach (var problem in BacktestText.Problems(policy))
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"problem\">{BacktestChart.Escape(problem)}</p>\n");
        }

        if (hasPeople)
        {
            HtmlColumn[] columns =
                [new("Person"), HtmlColumn.Number("Could review"), HtmlColumn.Number("Approvals at equal shares"), HtmlColumn.Bar];
            new HtmlTable("Reviewers", columns).Write(
                page,
                policy.People.Select(one => (string[])
                    [one.Name, Number(one.Count), Hours(one.Share), Bar(one.Share, policy.People[0].Share)]));
        }
    }

    private static void WriteDifferences(StringBuilder page, BacktestReport report)
    {
        var differences = report.Differences;
        page.Append(CultureInfo.InvariantCulture, $"<h2>{BacktestText.Sum(differences)}</h2>\n");
        new HtmlTable("What the second policy says differently", [Deployments, new("Difference")]).Write(
            page, report.Changes.Select(change => (string[])[Number(change.Count), change.What]));
        var caption = differences.Count > BacktestReport.MaxDifferences
            ? $"The first {BacktestReport.MaxDifferences} of these deployments"
            : "These deployments";
        new HtmlTable(caption, [new("Deployment"), new("First policy", "wide"), new("Second policy", "wide")]).Write(
            page,
            differences.Take(BacktestReport.MaxDifferences).Select(one => (string[])
                [one.Name, BacktestText.Describe(one.Decisions[0]), BacktestText.Describe(one.Decisions[1])]));
    }

    private static string Bar(double part, double greatest) => BacktestChart.Bar(part, greatest);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Hours(double hours) => hours.ToString("0.0", CultureInfo.InvariantCulture);
}
