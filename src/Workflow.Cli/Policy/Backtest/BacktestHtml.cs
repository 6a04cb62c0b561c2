using System.Globalization;
using System.Text;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>The report as one page that needs nothing else, with a table beside each chart.</summary>
internal static class BacktestHtml
{
    private const int MaxRules = 20;

    private const string Style = """
        :root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--released:#2e7d4f;--reviewed:#b26a00;--blocked:#b3261e}
        @media(prefers-color-scheme:dark){:root{--ink:#e6e8eb;--paper:#15181c;--released:#6cc08b;--reviewed:#e0a24a;--blocked:#f2847c}}
        body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
        svg{width:100%;height:auto}text{fill:var(--ink);font:12px system-ui,sans-serif}
        .released{fill:var(--released)}.reviewed{fill:var(--reviewed)}.blocked{fill:var(--blocked)}
        polyline{fill:none;stroke-width:2;stroke:var(--reviewed)}.line2{stroke:var(--released);stroke-dasharray:6 4}
        table{border-collapse:collapse}td,th{padding:.2rem .6rem;text-align:left;border-bottom:1px solid color-mix(in srgb,var(--ink) 20%,transparent)}
        """;

    public static string Write(BacktestReport report)
    {
        var page = new StringBuilder();
        var title = Escape($"Backtest: {report.Service} to {report.Environment}");
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append(CultureInfo.InvariantCulture, $"<title>{title}</title><style>{Style}</style></head><body><h1>{title}</h1>\n");
        page.Append(CultureInfo.InvariantCulture, $"<p>{report.Deployments.Count:N0} deployments, {report.Minutes} minutes an approval.</p>\n");
        Table(
            page, "Verdicts", ["Policy", "Released", "Reviewed", "Blocked", "Hours a week"],
            report.Policies.Select(policy => (string[])
            [
                policy.Policy.Name, Number(policy.Count(Verdict.Release)), Number(policy.Count(Verdict.RequireReview)),
                Number(policy.Count(Verdict.Block)), Hours(policy.HoursAWeek),
            ]));
        foreach (var policy in report.Policies)
        {
            Write(page, policy);
        }

        page.Append("<h2>Reviewers' hours a week</h2>").Append(BacktestChart.Hours(report.Policies));
        WriteDifferences(page, report);
        page.Append("<h2>Not simulated</h2><ul>");
        foreach (var sentence in report.NotSimulated)
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Escape(sentence)}</li>");
        }

        return page.Append("</ul></body></html>\n").ToString();
    }

    private static void Write(StringBuilder page, PolicySummary policy)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Escape(policy.Policy.Name)}</h2>").Append(BacktestChart.Weeks(policy));
        Table(
            page, "Weeks", ["Week of", "Released", "Reviewed", "Blocked", "Hours"],
            policy.Weeks.Select(week => (string[])
            [
                week.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(week.Released), Number(week.Reviewed),
                Number(week.Blocked), Hours(week.Hours),
            ]));
        page.Append(BacktestChart.Rules(policy, MaxRules));
        Table(page, "Rules", ["Rule", "Deployments"], policy.Rules.Select(rule => (string[])[rule.Name, Number(rule.Count)]));
        if (policy.People.Count > 0)
        {
            Table(
                page, "Reviewers", ["Person", "Could review", "Approvals at equal shares"],
                policy.People.Select(one => (string[])[one.Name, Number(one.Count), Hours(one.Share)]));
        }
    }

    private static void WriteDifferences(StringBuilder page, BacktestReport report)
    {
        if (report.Policies.Count > 1)
        {
            page.Append(CultureInfo.InvariantCulture, $"<h2>{report.Differences.Count:N0} deployments with another verdict</h2>");
            Table(
                page, "Differences", ["Deployment", "First policy", "Second policy"],
                report.Differences.Take(BacktestReport.MaxDifferences).Select(one => (string[])
                    [one.Name, BacktestText.Describe(one.Decisions[0]), BacktestText.Describe(one.Decisions[1])]));
        }
    }

    private static void Table(StringBuilder page, string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        page.Append(CultureInfo.InvariantCulture, $"<details open><summary>{caption}</summary><table><tr>");
        foreach (var column in columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{column}</th>");
        }

        page.Append("</tr>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>");
            foreach (var cell in row)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{Escape(cell)}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table></details>\n");
    }

    private static string Escape(string text) => BacktestChart.Escape(text);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Hours(double hours) => hours.ToString("0.0", CultureInfo.InvariantCulture);
}
