namespace Workflow.Adapters.Documents.Sql;

/// <summary>What a tool replaces before the database sees the script.</summary>
internal sealed partial class SqlLexer
{
    /// <summary><c>${name}</c> of Flyway and others, <c>{{ name }}</c> of dbt and Jinja, <c>$(name)</c> of sqlcmd.</summary>
    private bool IsPlaceholder() =>
        (source.Peek() == '$' && source.Peek(1) == '{') || (source.Peek() == '{' && source.Peek(1) is '{' or '%') || IsCommandVariable();

    private bool IsCommandVariable()
    {
        if (source.Peek() != '$' || source.Peek(1) != '(')
        {
            return false;
        }

        var length = 2;
        while (length < MaxTagLength && (IsNameCharacter(source.Peek(length)) || source.Peek(length) == '-'))
        {
            length++;
        }

        return length > 2 && source.Peek(length) == ')';
    }

    private string ReadPlaceholder()
    {
        text.Clear();
        var end = source.Peek(1) == '(' ? ')' : '}';
        while (source.Peek() != end && source.Peek() is not '\n' and not SqlSource.End)
        {
            Keep(source.Read());
        }

        while (source.Peek() == end)
        {
            Keep(source.Read());
            if (end == ')')
            {
                break;
            }
        }

        while (IsNameCharacter(source.Peek()))
        {
            Keep(source.Read());
        }

        return Text();
    }
}
