using System.Globalization;
using Workflow.Core;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>One line for each deployment, as RFC 4180 has it. No value can pass for a formula where a spreadsheet opens the file.</summary>
internal static class BacktestCsv
{
    private static readonly string[] Columns =
        ["name", "head", "at", "week", "commits", "paths", "lines", "provenance", "author_level", "risk"];

    private static readonly string[] PolicyColumns = ["verdict", "approvals", "level", "requirement", "reviewers", "rules"];

    public static void Write(BacktestReport report, TextWriter writer)
    {
        var ofPolicies = Enumerable.Range(1, report.Policies.Count)
            .SelectMany(number => PolicyColumns.Select(column => number == 1 ? column : $"{column}_{number}"));
        var compares = report.Policies.Count > 1;
        WriteLine(writer, [.. Columns, .. ofPolicies, .. compares ? (string[])["difference"] : []]);
        foreach (var one in report.Deployments)
        {
            WriteLine(
                writer,
                [
                    one.Name, one.Head, one.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    one.Week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(one.Commits), Number(one.Paths), Number(one.Lines),
                    Words.Token(one.Provenance), Words.Token(one.AuthorLevel), one.Risk,
                    .. one.Decisions.SelectMany(decision => (string[])
                    [
                        Words.Token(decision.Verdict), Number(decision.Approvals),
                        decision.Requirement is { } asked ? Words.Token(asked.MinimumLevel) : "",
                        decision.Requirement?.ToString() ?? decision.Defect ?? "",
                        decision.Reviewers is { } count ? Number(count) : "", string.Join("; ", decision.Rules),
                    ]),
                    .. compares ? (string[])[string.Join("; ", one.Difference)] : [],
                ]);
        }
    }

    /// <summary>A value that begins like a formula gets an apostrophe before it, which spreadsheets do not show.</summary>
    public static string Field(string value)
    {
        var safe = value is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{value}" : value;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    private static void WriteLine(TextWriter writer, IReadOnlyList<string> fields) => writer.Write($"{string.Join(',', fields.Select(Field))}\r\n");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
