using System.Text;
using Workflow.Adapters.Documents.Sql;
using Workflow.Core.Risk.Sql;

namespace Workflow.Tests.Adapters.Documents.Sql;

/// <summary>What a script does, as text to compare.</summary>
internal static class SqlFacts
{
    public static List<SqlFact> Of(string sql, string name = "script.sql", bool isOfRepository = true)
    {
        List<SqlFact> facts = [];
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(sql));
        SqlFormat.Read(content, name, isOfRepository, facts.Add);
        return facts;
    }

    /// <summary><c>DropTable basket@1</c> and the like, joined by <c>; </c>.</summary>
    public static string Read(string sql, string name = "script.sql", bool isOfRepository = true) =>
        string.Join("; ", Of(sql, name, isOfRepository).Select(Describe));

    public static string Describe(SqlFact fact) =>
        $"{fact.Operation} {fact.Target}{(fact.NewName is { } name ? $" to {name}" : "")}@{fact.Line}{(fact.Timing is SqlTiming.OnDeployment ? "" : $" {fact.Timing}")}";
}
