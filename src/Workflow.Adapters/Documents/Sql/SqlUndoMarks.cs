using Workflow.Core.Risk.Changes;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>The comments by which migration tools tell the part of a script that undoes it.</summary>
internal sealed class SqlUndoMarks
{
    /// <summary>Marks of goose, sql-migrate, dbmate, Micrate, MyBatis and Play before what does a step, and what undoes it.</summary>
    private static readonly (string Up, string Down)[] Marks =
    [
        ("+goose Up", "+goose Down"),
        ("+migrate Up", "+migrate Down"),
        ("migrate:up", "migrate:down"),
        ("+micrate Up", "+micrate Down"),
        ("!Ups", "!Downs"),
    ];

    /// <summary>tern has a mark between the two parts only.</summary>
    private const string TernMark = "create above / drop below";

    private readonly HashSet<string> toolsUsed = [];
    private readonly bool isTern;
    private int ternMarks;

    private SqlUndoMarks(bool mayUndo, bool isTern) => (MayUndo, this.isTern) = (mayUndo, isTern);

    /// <summary>For texts in which no tool looks for marks.</summary>
    public static SqlUndoMarks None => new(mayUndo: false, isTern: false);

    /// <summary>Whether the script may have a part that undoes it.</summary>
    public bool MayUndo { get; }

    /// <summary>Whether what stands behind the last comment undoes the step.</summary>
    public bool IsUndo { get; private set; }

    /// <param name="name">Of the script: Flyway runs all of its files.</param>
    /// <param name="beginning">What is known of the script at once.</param>
    public static SqlUndoMarks For(string name, string beginning)
    {
        if (RiskPaths.IsFlyway(name))
        {
            return None;
        }

        var first = beginning.IndexOf(TernMark, StringComparison.OrdinalIgnoreCase);
        var isTern = first >= 0 && beginning.IndexOf(TernMark, first + 1, StringComparison.OrdinalIgnoreCase) < 0;
        return new SqlUndoMarks(
            isTern || Array.Exists(Marks, mark => beginning.Contains(mark.Up, StringComparison.OrdinalIgnoreCase)), isTern);
    }

    /// <param name="comment">The beginning of a comment that goes to the end of its line, with its hyphens.</param>
    public void Take(string comment)
    {
        if (!MayUndo)
        {
            return;
        }

        var words = comment.AsSpan().TrimStart("-# ").TrimStart();
        foreach (var (up, down) in Marks)
        {
            if (words.StartsWith(up, StringComparison.OrdinalIgnoreCase))
            {
                toolsUsed.Add(up);
                IsUndo = false;
            }
            else if (words.StartsWith(down, StringComparison.OrdinalIgnoreCase) && toolsUsed.Contains(up))
            {
                IsUndo = true;
            }
        }

        if (isTern && words.StartsWith(TernMark, StringComparison.OrdinalIgnoreCase)
            && comment.StartsWith("----", StringComparison.Ordinal))
        {
            IsUndo = ++ternMarks == 1;
        }
    }
}
