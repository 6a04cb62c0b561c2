using System.Globalization;
using System.Text;

namespace Workflow.Cli.Policy.Backtest;

/// <summary>A table that can be folded up; a long one is folded until somebody opens it.</summary>
internal sealed record HtmlTable(string Caption, IReadOnlyList<HtmlColumn> Columns)
{
    /// <summary>The most rows that show at once.</summary>
    private const int OpenRows = 15;

    /// <param name="rows">Each with a cell for each column; text but for bars.</param>
    public void Write(StringBuilder page, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<details{(all.Count > OpenRows ? "" : " open")}><summary>{Caption}</summary>")
            .Append("<div class=\"scroll\"><table><tr>");
        foreach (var column in Columns)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{column.Attribute}>{column.Name}</th>");
        }

        page.Append("</tr>\n");
        foreach (var row in all)
        {
            page.Append("<tr>");
            foreach (var (cell, column) in row.Zip(Columns))
            {
                var content = column == HtmlColumn.Bar ? cell : BacktestChart.Escape(cell);
                page.Append(CultureInfo.InvariantCulture, $"<td{column.Attribute}>{content}</td>");
            }

            page.Append("</tr>\n");
        }

        page.Append("</table></div></details>\n");
    }
}

/// <summary>A column and how it looks.</summary>
/// <param name="Style">The class of its cells; null for none.</param>
internal sealed record HtmlColumn(string Name, string? Style = null)
{
    /// <summary>Holds bars, which are the only cells that are HTML.</summary>
    public static HtmlColumn Bar { get; } = new("", "bars wide");

    public string Attribute => Style is null ? "" : $" class=\"{Style}\"";

    public static HtmlColumn Number(string name) => new(name, "number");
}
