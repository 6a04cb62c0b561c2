namespace Workflow.Core.Risk.Changes;

/// <summary>
/// Finds calls that destroy data in migrations written as code: Entity Framework, Rails, Alembic, Django, Knex, Laravel and the like.
/// It is given every line of one file, in their order: only so it knows which of them undo the step.
/// </summary>
public sealed class MigrationDropRisk(string path)
{
    public static readonly RiskRule Rule = new("migration-drops", "A migration written as code destroys data.");

    private static readonly RiskJudgement Judgement = new(
        Rule, RiskSeverity.High, IsReversible: false,
        "What the tables or columns hold is gone when the migration runs, and only a backup brings it back.");

    /// <summary>Without white space, quotes and case.</summary>
    private static readonly string[] Words =
    [
        "droptable", "drop_table", "dropcolumn", "drop_column", "dropschema", "drop_schema", "dropdatabase", "drop_database",
        "drop_join_table", "remove_column", "removecolumn", "remove_reference", "remove_timestamps", "removefield(", "deletemodel(",
        "runsql(", "schema::drop",
        "deletedata(", "truncatetable", "deletefrom",
    ];

    /// <summary>How a method or class begins in the languages that migrations are written in.</summary>
    private static readonly string[] Headings =
    [
        "def ", "public ", "private ", "protected ", "internal ", "static ", "override ", "function ", "async function ", "async up",
        "async down", "export ", "exports.", "module.exports.", "up:", "up(", "down:", "down(", "class ",
    ];

    private readonly bool isMigration = RiskPaths.IsMigration(path) && !RiskPaths.IsSql(path);
    private bool isUndo;

    /// <param name="text">The next line.</param>
    /// <param name="address">Where in the document the line belongs to; null for the document itself.</param>
    /// <param name="line">Of the line in the document, from 1.</param>
    /// <returns>Null where it destroys nothing, or only when the migration is undone.</returns>
    public RiskFinding? Find(string text, string document, string? address, int line)
    {
        if (!isMigration)
        {
            return null;
        }

        var trimmed = text.AsSpan().Trim();
        isUndo = IsHeading(trimmed) ? IsUndoHeading(trimmed) : isUndo;
        if (isUndo || trimmed.StartsWith("#") || trimmed.StartsWith("//"))
        {
            return null;
        }

        var squeezed = AddedLineRisk.Squeeze(trimmed.ToString());
        return Array.Exists(Words, word => squeezed.Contains(word, StringComparison.Ordinal))
            ? Judgement.Find(new RiskLocation(document, address, line), $"added: {AddedLineRisk.Shorten(trimmed.ToString())}")
            : null;
    }

    private static bool IsHeading(ReadOnlySpan<char> line)
    {
        foreach (var heading in Headings)
        {
            if (line.StartsWith(heading))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the last name before the parameters or the value is one that tools call to undo a step.</summary>
    private static bool IsUndoHeading(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAny("(=:;{");
        var name = (end < 0 ? line : line[..end]).TrimEnd();
        name = name.EndsWith(" do") ? name[..^3].TrimEnd() : name;
        name = name[(name.LastIndexOfAny(" .") + 1)..];
        return !line.Contains("class ", StringComparison.Ordinal)
            && (name.Equals("down", StringComparison.OrdinalIgnoreCase) || name is "downgrade" or "backwards" or "reverse");
    }
}
