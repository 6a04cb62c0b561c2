using System.Text;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Sql;

/// <summary>SQL scripts of any dialect: migrations, hand-written scripts and dumps.</summary>
internal sealed class SqlFormat : IDocumentFormat
{
    public const string KindName = "sql-script";

    private static readonly string[] Beginnings =
    [
        "ALTER ", "BEGIN;", "CALL ", "CREATE ", "DELETE ", "DO $", "DROP ", "EXEC ", "GRANT ", "INSERT ", "MERGE ", "REVOKE ", "SELECT ",
        "SET ",
        "TRUNCATE ", "UPDATE ", "USE ", "VACUUM", "WITH ",
    ];

    public string Kind => KindName;

    public bool Recognizes(DocumentHead head) => RiskPaths.IsSql(head.Name) || StartsLikeSql(head.Text);

    public void Read(Stream content, string name, RiskCollector risk) =>
        Read(content, name, isOfRepository: false, fact => risk.Add(SqlRules.Judge(fact, name)));

    /// <summary>Reports what the script does, in the order of its statements; what its routines do comes last.</summary>
    /// <param name="isOfRepository">
    /// Whether it is a file among others, of which a deployment runs some. A document that somebody hands in is what will run, also where
    /// its name says that it undoes a step.
    /// </param>
    public static void Read(Stream content, string name, bool isOfRepository, Action<SqlFact> found)
    {
        using var reader = new StreamReader(content, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 64 * 1024);
        var head = new char[DocumentHead.Size];
        var length = reader.ReadBlock(head);
        var beginning = new string(head, 0, length);
        var dialect = SqlDialects.Guess(beginning);
        var timing = isOfRepository && RiskPaths.IsUndo(name) ? SqlTiming.OnUndo : SqlTiming.OnDeployment;
        using var whole = new ContinuedReader(head.AsMemory(0, length), reader);
        var scope = new SqlScope(dialect, new SqlTables(), found, timing);
        var undo = SqlUndoMarks.For(name, beginning);
        if (dialect == SqlDialect.SqlServer && !undo.MayUndo)
        {
            SqlServerScript.Read(whole, scope);
        }
        else
        {
            SqlScript.Read(new SqlLexer(whole, dialect) { Undo = undo }, scope);
        }

        scope.Routines.Report(found);
    }

    /// <summary>Whether the first line that is no comment begins with a verb and one semicolon or GO follows.</summary>
    private static bool StartsLikeSql(string text)
    {
        var rest = text.AsSpan().TrimStart();
        while (rest.StartsWith("--") && !rest.StartsWith("---"))
        {
            var end = rest.IndexOf('\n');
            rest = end < 0 ? default : rest[end..].TrimStart();
        }

        foreach (var beginning in Beginnings)
        {
            if (rest.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return rest.Contains(';') || rest.Contains("\nGO", StringComparison.OrdinalIgnoreCase);
            }
        }

        return false;
    }
}
