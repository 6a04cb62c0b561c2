using System.Runtime.ExceptionServices;
using System.Text;
using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>
/// Reads a script of SQL Server batch by batch: one that its own parser understands is split into statements by that parser, any other
/// by the lexer for all dialects.
/// </summary>
internal static class SqlServerScript
{
    /// <summary>The longest batch that is kept, in characters.</summary>
    private const int MaxLength = 1024 * 1024;

    /// <summary>
    /// The most tokens of a batch that the parser is given, and so its deepest nesting: it descends by recursion. Measured: 20,000 nested
    /// statements, expressions or joins of any kind need less than the stack below, and less than a second.
    /// </summary>
    private const int MaxTokens = 20_000, StackSize = 128 * 1024 * 1024;

    /// <summary>Without any of these a batch needs no parser: the rows of a dump would take it minutes.</summary>
    private static readonly string[] Verbs =
    [
        "DROP", "TRUNCATE", "DELETE", "UPDATE", "ALTER", "MERGE", "CREATE", "GRANT", "EXEC", "EXECUTE", "DISABLE",
    ];

    /// <exception cref="IOException">The script cannot be read from where it lies.</exception>
    public static void Read(TextReader text, SqlScope scope)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    ReadBatches(text, scope);
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackSize);
        thread.Start();
        thread.Join();
        failure?.Throw();
    }

    private static void ReadBatches(TextReader text, SqlScope scope)
    {
        var batch = new StringBuilder();
        var (line, isAtEnd) = (1, false);
        while (!isAtEnd)
        {
            batch.Clear();
            var start = line;
            var lineStart = 0;
            while (true)
            {
                var next = text.Read();
                isAtEnd = next < 0;
                if (isAtEnd || next == '\n')
                {
                    line++;
                    if (IsEndOfBatch(batch, lineStart))
                    {
                        batch.Length = lineStart;
                        break;
                    }
                }

                if (isAtEnd)
                {
                    break;
                }

                batch.Append((char)next);
                lineStart = next == '\n' ? batch.Length : lineStart;
                if (batch.Length > MaxLength)
                {
                    using var rest = new ContinuedReader(batch.ToString().AsMemory(), text);
                    SqlScript.Read(new SqlLexer(rest, SqlDialect.SqlServer, start), scope);
                    return;
                }
            }

            ReadBatch(batch.ToString(), start, scope);
        }
    }

    private static void ReadBatch(string batch, int line, SqlScope scope)
    {
        if (string.IsNullOrWhiteSpace(batch))
        {
            return;
        }

        if (NeedsParser(batch))
        {
            if (SqlServerStatements.TryParse(batch) is { } parsed)
            {
                new SqlServerStatements(scope, line).Find(parsed);
                return;
            }

            var first = line + batch.AsSpan(0, batch.Length - batch.AsSpan().TrimStart().Length).Count('\n');
            scope.Report(SqlOperation.BatchNotParsed, $"the batch at line {first}", first);
        }

        using var text = new StringReader(batch);
        SqlScript.Read(new SqlLexer(text, SqlDialect.SqlServer, line), scope);
    }

    /// <summary>A line that is GO, with the number of its repetitions or without.</summary>
    private static bool IsEndOfBatch(StringBuilder batch, int lineStart)
    {
        var length = batch.Length - lineStart;
        if (length is < 2 or > 100)
        {
            return false;
        }

        var words = batch.ToString(lineStart, length).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words is [var go, ..] && go.Equals("GO", StringComparison.OrdinalIgnoreCase)
            && (words.Length == 1
                || words[1].StartsWith("--", StringComparison.Ordinal)
                || (words.Length == 2 && words[1].All(char.IsAsciiDigit)));
    }

    /// <summary>The first statement of a batch may call a procedure by its name alone.</summary>
    private static bool MayBeCall(SqlToken first) =>
        first.Kind is SqlTokenKind.Word or SqlTokenKind.Name
        && !first.IsAny("INSERT", "SET", "USE", "SELECT", "PRINT", "DECLARE", "BEGIN", "IF");

    /// <summary>Whether the batch does more than fill tables, and is small enough for the parser.</summary>
    private static bool NeedsParser(string batch)
    {
        using var text = new StringReader(batch);
        var lexer = new SqlLexer(text, SqlDialect.SqlServer) { KeepsText = false };
        var (count, acts) = (0, false);
        for (var token = lexer.Next(); token.Kind is not SqlTokenKind.End && count <= MaxTokens; token = lexer.Next())
        {
            count++;
            acts |= token.IsAny(Verbs) || (count == 1 && MayBeCall(token))
                || token.Text.StartsWith("sp_", StringComparison.OrdinalIgnoreCase);
        }

        return acts && count <= MaxTokens && lexer.UnendedLine is null;
    }
}
