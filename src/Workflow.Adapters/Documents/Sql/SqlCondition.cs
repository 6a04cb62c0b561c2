namespace Workflow.Adapters.Documents.Sql;

/// <summary>Tells conditions that limit something from those that hold for every row, such as <c>WHERE 1 = 1</c>.</summary>
internal static class SqlCondition
{
    /// <summary>Parentheses and negations deeper than this are taken for a real condition.</summary>
    private const int MaxDepth = 16;

    /// <summary>Words that end a WHERE clause.</summary>
    private static readonly string[] Ends = ["RETURNING", "ORDER", "LIMIT", "OPTION", "GROUP", "LOG", "FETCH"];

    /// <param name="from">The token behind WHERE.</param>
    /// <param name="to">The first token behind the statement.</param>
    public static bool IsAlwaysTrue(IReadOnlyList<SqlToken> tokens, int from, int to)
    {
        var depth = 0;
        for (var i = from; i < to; i++)
        {
            depth += Step(tokens[i]);
            if (depth == 0 && tokens[i].IsAny(Ends))
            {
                to = i;
                break;
            }
        }

        return from < to && Holds(tokens, from, to, 0);
    }

    private static bool Holds(IReadOnlyList<SqlToken> tokens, int from, int to, int level)
    {
        if (level > MaxDepth || from >= to)
        {
            return false;
        }

        if (tokens[from].Is('(') && Close(tokens, from, to) == to - 1)
        {
            return Holds(tokens, from + 1, to - 1, level + 1);
        }

        if (Split(tokens, from, to, "OR") is { Count: > 1 } alternatives)
        {
            return alternatives.Any(part => Holds(tokens, part.From, part.To, level + 1));
        }

        return Split(tokens, from, to, "AND") is { Count: > 1 } parts
            ? parts.All(part => Holds(tokens, part.From, part.To, level + 1))
            : IsTrue(tokens, from, to);
    }

    /// <summary>A comparison of a thing with itself, of two numbers, or a bare truth.</summary>
    private static bool IsTrue(IReadOnlyList<SqlToken> tokens, int from, int to)
    {
        switch (to - from)
        {
            case 1:
                return tokens[from].Is("TRUE") || (tokens[from].Kind is SqlTokenKind.Number && tokens[from].Text.Trim('0', '.').Length > 0);
            case 2:
                return tokens[from].Is("NOT") && (tokens[from + 1].Is("FALSE") || tokens[from + 1].Text == "0");
            case 3 when tokens[from + 1].Is("LIKE"):
                return tokens[from + 2] is { Kind: SqlTokenKind.Text, Text: "%" };
            case 3 when tokens[from + 1].Is("IS"):
                return tokens[from].Is("TRUE") && tokens[from + 2].Is("TRUE");
            case 3:
                return Compares(tokens[from], tokens[from + 1].Text, tokens[from + 2]);
            case 4 when tokens[from + 1].Kind is SqlTokenKind.Symbol && tokens[from + 2].Kind is SqlTokenKind.Symbol:
                return Compares(tokens[from], tokens[from + 1].Text + tokens[from + 2].Text, tokens[from + 3]);
            case 7 when tokens[from + 1].Is('.') && tokens[from + 5].Is('.') && tokens[from + 3].Is('='):
                return tokens[from].Text == tokens[from + 4].Text && tokens[from + 2].Text == tokens[from + 6].Text;
            default:
                return false;
        }
    }

    private static bool Compares(SqlToken left, string sign, SqlToken right)
    {
        var areValues = left.Kind is SqlTokenKind.Number or SqlTokenKind.Text && right.Kind is SqlTokenKind.Number or SqlTokenKind.Text;
        var areEqual = left.Kind == right.Kind && left.Text.Equals(right.Text, StringComparison.OrdinalIgnoreCase);
        return sign switch
        {
            "=" or "==" or "<=" or ">=" when areEqual => true,
            "<>" or "!=" => areValues && !areEqual,
            "<" or "<=" => TryNumbers(left, right, out var difference) && difference < 0,
            ">" or ">=" => TryNumbers(left, right, out var difference) && difference > 0,
            _ => false,
        };
    }

    private static bool TryNumbers(SqlToken left, SqlToken right, out int difference)
    {
        var areNumbers = decimal.TryParse(left.Text, out var first) & decimal.TryParse(right.Text, out var second);
        difference = first.CompareTo(second);
        return areNumbers && left.Kind is SqlTokenKind.Number && right.Kind is SqlTokenKind.Number;
    }

    private static List<(int From, int To)> Split(IReadOnlyList<SqlToken> tokens, int from, int to, string word)
    {
        List<(int From, int To)> parts = [];
        var depth = 0;
        var start = from;
        for (var i = from; i < to; i++)
        {
            depth += Step(tokens[i]);
            if (depth == 0 && tokens[i].Is(word))
            {
                parts.Add((start, i));
                start = i + 1;
            }
        }

        parts.Add((start, to));
        return parts;
    }

    private static int Close(IReadOnlyList<SqlToken> tokens, int from, int to)
    {
        var depth = 0;
        for (var i = from; i < to; i++)
        {
            depth += Step(tokens[i]);
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Step(SqlToken token) => token.Is('(') ? 1 : token.Is(')') ? -1 : 0;
}
