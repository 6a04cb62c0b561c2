using System.Globalization;
using System.Text.Json;
using Workflow.Cli.Terminal;
using Workflow.Core;
using Workflow.Core.Policy;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>The report for programs; the deployments one by one are in the CSV file.</summary>
internal static class BacktestJson
{
    public static void Write(BacktestReport report, OutputBuffer output)
    {
        using var json = new Utf8JsonWriter(output, JsonText.Indented);
        json.WriteStartObject();
        json.WriteString("service", report.Service);
        json.WriteString("environment", report.Environment);
        json.WriteNumber("deployments", report.Deployments.Count);
        json.WriteNumber("minutes", report.Minutes);
        json.WriteStartObject("risk");
        foreach (var (risk, count) in report.RiskCounts)
        {
            json.WriteNumber(risk, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("policies");
        foreach (var policy in report.Policies)
        {
            Write(policy, json);
        }

        json.WriteEndArray();
        WriteDifferences(report, json);
        WriteList("notSimulated", report.NotSimulated, json);
        json.WriteEndObject();
        json.Flush();
        output.EndLine();
        output.Flush();
    }

    private static void WriteDifferences(BacktestReport report, Utf8JsonWriter json)
    {
        var differences = report.Differences;
        json.WriteNumber("differences", differences.Count);
        json.WriteNumber("otherVerdicts", differences.Count(one => one.HasOtherVerdict));
        json.WriteStartObject("changes");
        foreach (var (what, count) in report.Changes)
        {
            json.WriteNumber(what, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("changed");
        foreach (var one in differences.Take(BacktestReport.MaxDifferences))
        {
            Write(one, json);
        }

        json.WriteEndArray();
    }

    private static void Write(PolicySummary policy, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", policy.File);
        json.WriteString("name", policy.Policy.Name);
        json.WriteString("digest", policy.Policy.Digest);
        json.WriteNumber("released", policy.Count(Verdict.Release));
        json.WriteNumber("reviewed", policy.Count(Verdict.RequireReview));
        json.WriteNumber("blocked", policy.Count(Verdict.Block));
        json.WriteNumber("hoursAWeek", Math.Round(policy.HoursAWeek, 2));
        json.WriteNumber("impossible", policy.Impossible);
        json.WriteString("defect", policy.Defect);
        json.WriteStartObject("rules");
        foreach (var (name, count) in policy.Rules)
        {
            json.WriteNumber(name, count);
        }

        json.WriteEndObject();
        json.WriteStartArray("people");
        foreach (var (name, count, share) in policy.People)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("reviews", count);
            json.WriteNumber("approvalsAtEqualShares", Math.Round(share, 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("weeks");
        foreach (var week in policy.Weeks)
        {
            json.WriteStartObject();
            json.WriteString("monday", week.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("released", week.Released);
            json.WriteNumber("reviewed", week.Reviewed);
            json.WriteNumber("blocked", week.Blocked);
            json.WriteNumber("hours", Math.Round(week.Hours, 2));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(JudgedDeployment one, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", one.Name);
        json.WriteString("head", one.Head);
        WriteList("difference", one.Difference, json);
        json.WriteStartArray("decisions");
        foreach (var decision in one.Decisions)
        {
            json.WriteStartObject();
            json.WriteString("verdict", Words.Token(decision.Verdict));
            json.WriteString("requirement", decision.Requirement?.ToString());
            if (decision.Reviewers is { } reviewers)
            {
                json.WriteNumber("reviewers", reviewers);
            }

            WriteList("rules", decision.Rules, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList(string name, IReadOnlyList<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
