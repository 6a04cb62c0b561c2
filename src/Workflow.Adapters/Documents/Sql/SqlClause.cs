using System.Text;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>A run of tokens within a statement, read from its start to its end.</summary>
/// <param name="depths">How many parentheses are open before each token of the statement.</param>
internal sealed class SqlClause(IReadOnlyList<SqlToken> tokens, int[] depths, int start, int end)
{
    private static readonly SqlToken Nothing = new(SqlTokenKind.End, "", 0, IsFirstOnLine: false);

    private const int MaxNameLength = 200;

    public int Start { get; } = start;

    public int Position { get; private set; } = start;

    public int End => end;

    public int Line => tokens[Start].Line;

    public bool IsAtEnd => Position >= end;

    /// <summary>The token at some distance; an empty one beyond the clause.</summary>
    public SqlToken Peek(int ahead = 0) => Position + ahead < end ? tokens[Position + ahead] : Nothing;

    public void Skip(int count = 1) => Position = Math.Min(Position + count, end);

    /// <summary>Skips these words where exactly they follow.</summary>
    public bool TrySkip(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!Peek(i).Is(words[i]))
            {
                return false;
            }
        }

        Skip(words.Length);
        return true;
    }

    /// <summary>Skips any of these words, as often as they come.</summary>
    public void SkipAny(params ReadOnlySpan<string> words)
    {
        while (Peek().IsAny(words))
        {
            Skip();
        }
    }

    /// <summary>Whether the word stands anywhere outside deeper parentheses from here on.</summary>
    public bool Has(string word) => IndexOf(word) >= 0;

    /// <summary>Where the word stands next outside deeper parentheses; -1 where it does not.</summary>
    public int IndexOf(string word)
    {
        for (var i = Position; i < end; i++)
        {
            if (depths[i] == depths[Start] && tokens[i].Is(word))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a token stands outside deeper parentheses.</summary>
    public bool IsOutside(int index) => depths[index] == depths[Start];

    /// <summary>Whether the words follow each other somewhere, in parentheses or not.</summary>
    public bool HasAnywhere(params ReadOnlySpan<string> words)
    {
        for (var i = Position; i + words.Length <= end; i++)
        {
            var found = 0;
            while (found < words.Length && tokens[i + found].Is(words[found]))
            {
                found++;
            }

            if (found == words.Length)
            {
                return true;
            }
        }

        return false;
    }

    public bool HasAnyWord(IReadOnlySet<string> words) => FindWord(words) is not null;

    public string? FindWord(IReadOnlySet<string> words)
    {
        for (var i = Position; i < end; i++)
        {
            if (tokens[i].Kind is SqlTokenKind.Word or SqlTokenKind.Name && words.Contains(tokens[i].Text))
            {
                return tokens[i].Text;
            }
        }

        return null;
    }

    public SqlClause Part(int from, int to) => new(tokens, depths, from, Math.Min(to, end));

    /// <summary>The parts between commas outside deeper parentheses.</summary>
    public IEnumerable<SqlClause> SplitAtCommas()
    {
        var from = Position;
        var depth = from < end ? depths[from] : 0;
        for (var i = from; i < end; i++)
        {
            if (depths[i] == depth && tokens[i].Is(','))
            {
                yield return Part(from, i);
                from = i + 1;
            }
        }

        if (from < end)
        {
            yield return Part(from, end);
        }
    }

    /// <summary>Reads a name with its qualifiers, such as <c>shop.basket</c>; null where none begins here.</summary>
    public string? ReadName()
    {
        if (Peek().Kind is not (SqlTokenKind.Word or SqlTokenKind.Name or SqlTokenKind.Variable or SqlTokenKind.Text))
        {
            return null;
        }

        var name = new StringBuilder(Peek().Text);
        Skip();
        while (Peek().Is('.') && (Peek(1).Kind is SqlTokenKind.Word or SqlTokenKind.Name || Peek(1).Is('.') || Peek(1).Is('*')))
        {
            name.Append('.');
            Skip();
            if (!Peek().Is('.'))
            {
                name.Append(Peek().Text);
                Skip();
            }
        }

        return name.Length == 0 ? null : Shorten(name.ToString());
    }

    /// <summary>The clause as one line for readers, cut where it is long.</summary>
    public string Describe(int maxTokens = 12)
    {
        var text = new StringBuilder();
        for (var i = Start; i < Math.Min(end, Start + maxTokens); i++)
        {
            var token = tokens[i];
            var isClose = token.Kind is SqlTokenKind.Symbol && token.Text is "," or ")" or "." or "(";
            if (i > Start && !isClose && !tokens[i - 1].Is('.') && !tokens[i - 1].Is('('))
            {
                text.Append(' ');
            }

            text.Append(token.Kind is SqlTokenKind.Text or SqlTokenKind.Body ? $"'{token.Text}'" : token.Text);
        }

        return Shorten((end - Start > maxTokens ? text.Append(" ...") : text).ToString());
    }

    private static string Shorten(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MaxNameLength ? line : line[..(MaxNameLength - 3)] + "...";
    }
}
