namespace Workflow.Adapters.Documents.Sql;

internal enum SqlTokenKind
{
    /// <summary>A keyword, a plain name, or a placeholder such as <c>${schema}</c>.</summary>
    Word,

    /// <summary>A quoted name, without its quotes.</summary>
    Name,

    /// <summary>A string, without its quotes.</summary>
    Text,

    /// <summary>A dollar-quoted string, without its tags.</summary>
    Body,
    Number,

    /// <summary>Such as <c>@count</c> or <c>:count</c>, with its first character.</summary>
    Variable,

    /// <summary>One character.</summary>
    Symbol,

    /// <summary>A command of psql or SQL*Plus: the whole line. It ends a statement.</summary>
    Command,

    /// <summary>The end of a statement: <c>;</c>, <c>GO</c>, <c>/</c> on its own line, or the delimiter that was set.</summary>
    Separator,
    End,
}

/// <param name="Text">Empty where the lexer was told to keep no text.</param>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="IsFirstOnLine">Whether only white space stands before it on its line.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Line, bool IsFirstOnLine)
{
    /// <summary>Whether it is that keyword, in any case, and not a quoted name.</summary>
    public bool Is(string word) => Kind is SqlTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool Is(char symbol) => Kind is SqlTokenKind.Symbol && Text[0] == symbol;

    public bool IsAny(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Is(word))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A statement, or a part of one that ends in a semicolon within a routine.</summary>
/// <param name="IsUndo">Whether it stands in the part of the script that a migration tool runs only to undo it.</param>
/// <param name="IsCut">Whether it was too long to be kept whole.</param>
/// <param name="EndsBatch">Whether a separator of batches (GO, /, a set delimiter) or the end of the script ends it.</param>
internal sealed record SqlStatement(IReadOnlyList<SqlToken> Tokens, bool IsUndo, bool IsCut, bool EndsBatch);
