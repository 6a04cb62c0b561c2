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
        console.WriteLine($"{Many(report.Deployments.Count, "deployment")} of {service} since {since}");
        var risks = string.Join(", ", report.RiskCounts.Select(one => $"{one.Risk} {Number(one.Count)}"));
        console.WriteLine($"Worst risk found in changed files: {(risks.Length == 0 ? "nothing to read" : risks)}");
        foreach (var policy in report.Policies)
        {
            console.WriteLine();
            Write(policy, report.Deployments.Count, console);
        }

        if (report.Policies.Count > 1)
        {
            console.WriteLine();
            WriteDifferences(report, console);
        }

        console.WriteLine();
        console.WriteLine($"Not simulated:");
        foreach (var sentence in report.NotSimulated)
        {
            console.WriteLine($"  {sentence}");
        }

        console.Flush();
    }

    /// <summary>Such as <c>require-review: 2 approvals by senior or above (AI-assisted change by a junior)</c>.</summary>
    public static string Describe(PastDecision decision)
    {
        var what = decision.Defect is not null ? ": impossible review" : decision.Requirement is { } asked ? $": {asked}" : "";
        var rules = decision.Rules.Count == 0 ? "" : $" ({string.Join("; ", decision.Rules)})";
        return Visible.Of($"{Words.Token(decision.Verdict)}{what}{rules}");
    }

    /// <summary>How many deployments the policies judge differently.</summary>
    public static string Sum(IReadOnlyList<JudgedDeployment> differences)
    {
        var verdicts = differences.Count(one => one.HasOtherVerdict);
        return $"{Many(verdicts, "deployment")} with another verdict, {Number(differences.Count - verdicts)} with another requirement";
    }

    private static void WriteDifferences(BacktestReport report, TextConsole console)
    {
        var differences = report.Differences;
        console.WriteLine($"[bold]{Sum(differences)}[/]");
        foreach (var (what, count) in report.Changes.Take(MaxRules))
        {
            console.WriteLine($"  {Number(count),8}  {Visible.Of(what)}");
        }

        foreach (var one in differences.Take(BacktestReport.MaxDifferences))
        {
            console.WriteLine($"  {Visible.Of(one.Name)}  {Describe(one.Decisions[0])} -> {Describe(one.Decisions[1])}");
        }

        if (differences.Count > BacktestReport.MaxDifferences)
        {
            console.WriteLine($"  and {Number(differences.Count - BacktestReport.MaxDifferences)} more: --csv writes all");
        }
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
            console.WriteLine($"  {Visible.Of(name)} could do {Many(count, "review")}; approvals at equal shares: {approvals}");
        }

        foreach (var problem in Problems(policy))
        {
            console.WriteLine($"  {Visible.Of(problem)}");
        }
    }

    /// <summary>What keeps reviews from being given, a sentence or two each.</summary>
    public static IEnumerable<string> Problems(PolicySummary policy)
    {
        if (policy.Impossible > 0)
        {
            yield return $"{Many(policy.Impossible, "deployment")} blocked because a review is impossible. {policy.Defect}";
        }
    }

    /// <summary>Such as <c>1 review</c> or <c>2,000 reviews</c>.</summary>
    public static string Many(int count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(int part, int total) =>
        total == 0 ? "" : (part / (double)total).ToString("0.0%", CultureInfo.InvariantCulture);
}
