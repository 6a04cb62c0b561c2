using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace Workflow.LocalHost.Engine.History;

/// <summary>
/// Events as table rows: lines of JSON, cut into texts of at most 64 KiB and rows of less than 1 MiB, the limits of a property
/// and of an entity (learn.microsoft.com, "Understanding the Table service data model").
/// </summary>
internal static class HistoryRows
{
    /// <summary>
    /// How many rows fit into one transaction of at most 4 MiB, even where every character of a row is one that the request
    /// escapes to six bytes.
    /// </summary>
    public const int PerTransaction = 2;

    /// <summary>How many characters of JSON fit into one transaction.</summary>
    public const int LongestPerTransaction = PerTransaction * TextsPerRow * TextLength;

    private const int TextLength = 30_000;

    private const int TextsPerRow = 10;

    /// <summary>One row for the events of an ordinary turn, more where they are large.</summary>
    public static List<TableEntity> Write(string partition, int generation, int firstRow, IReadOnlyList<HistoryEvent> events)
    {
        var text = new StringBuilder();
        foreach (var added in events)
        {
            text.Append(added.ToJson()).Append('\n');
        }

        List<TableEntity> rows = [];
        for (var start = 0; start < text.Length; start += TextLength * TextsPerRow)
        {
            var row = new TableEntity(partition, Key(generation, firstRow + rows.Count));
            for (var i = 0; i < TextsPerRow && start + (i * TextLength) < text.Length; i++)
            {
                var from = start + (i * TextLength);
                row[TextName(i)] = text.ToString(from, Math.Min(TextLength, text.Length - from));
            }

            rows.Add(row);
        }

        return rows;
    }

    /// <param name="rows">The rows of one generation in order.</param>
    public static IReadOnlyList<HistoryEvent> Read(IEnumerable<TableEntity> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; row.GetString(TextName(i)) is { } part; i++)
            {
                text.Append(part);
            }
        }

        return [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(HistoryEvent.FromJson)];
    }

    public static string Key(int generation, int row) => string.Create(CultureInfo.InvariantCulture, $"{generation:x8}-{row:x8}");

    private static string TextName(int index) => string.Create(CultureInfo.InvariantCulture, $"Text{index}");
}
