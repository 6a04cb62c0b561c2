using System.Globalization;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>The report for people.</summary>
internal static class BacktestText
{
    private const int MaxRules = 20;

    private const int MaxPeople = 20;

    public static void Write(BacktestReport report, TextConsole console)
    {
        var service = Visible.Of($"{report.Service} to {report.Environment}");
        var since = report.Since.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        console.WriteLine($"{Number(report.Deployments.Count)} deployments of {service} since {since}");
        foreach (var policy in report.Policies)
        {
            console.WriteLine();
            Write(policy, report.Deployments.Count, console);
        }

        if (report.Policies.Count > 1)
        {
            console.WriteLine();
            console.WriteLine($"[bold]{Number(report.Differences.Count)} deployments with another verdict[/]");
            foreach (var one in report.Differences.Take(BacktestReport.MaxDifferences))
            {
                console.WriteLine($"  {Visible.Of(one.Name)}  {Describe(one.Decisions[0])} -> {Describe(one.Decisions[1])}");
            }
        }

        console.WriteLine();
        console.WriteLine($"Not simulated:");
        foreach (var sentence in report.NotSimulated)
        {
            console.WriteLine($"  {sentence}");
        }

        console.Flush();
    }

    /// <summary>Such as <c>require-review (AI-assisted change by a junior)</c>.</summary>
    public static string Describe(PastDecision decision)
    {
        var rules = decision.Rules.Count == 0 ? "" : Visible.Of($" ({string.Join("; ", decision.Rules)})");
        return $"{Words.Token(decision.Verdict)}{rules}";
    }

    private static void Write(PolicySummary policy, int total, TextConsole console)
    {
        console.WriteLine($"[bold]{Visible.Of(policy.Policy.Name)}[/] ({Visible.Of(policy.File)})");
        foreach (var (verdict, words) in new[] { (Verdict.Release, "released"), (Verdict.RequireReview, "reviewed"), (Verdict.Block, "blocked") })
        {
            console.WriteLine($"  {words,-9}{Number(policy.Count(verdict)),8}{Share(policy.Count(verdict), total),8}");
        }

        console.WriteLine($"  reviewers' hours a week: {policy.HoursAWeek.ToString("0.0", CultureInfo.InvariantCulture)}");
        foreach (var (name, count) in policy.Rules.Take(MaxRules))
        {
            console.WriteLine($"  {Number(count),8}  {Visible.Of(name)}");
        }

        foreach (var (name, count, share) in policy.People.Take(MaxPeople))
        {
            var approvals = share.ToString("0.0", CultureInfo.InvariantCulture);
            console.WriteLine($"  {Visible.Of(name)} could do {Number(count)} reviews; approvals at equal shares: {approvals}");
        }

        if (policy.Unreviewable > 0)
        {
            console.WriteLine($"  {Number(policy.Unreviewable)} reviews need more people than there are who may approve them");
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(int part, int total) =>
        total == 0 ? "" : (part / (double)total).ToString("0.0%", CultureInfo.InvariantCulture);
}
