using System.Text;
using Workflow.Adapters.Documents.Kubernetes;
using Workflow.Adapters.Documents.Sql;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;
using Workflow.Core.Risk.Manifests;
using Workflow.Core.Risk.Sql;

namespace Workflow.Adapters.Documents.Diffs;

/// <summary>Judges scripts and manifests by what a diff shows of them.</summary>
internal static class DiffContent
{
    /// <summary>The most lines of one file that are kept.</summary>
    public const int MaxLines = 20_000;

    public static bool IsWanted(string path) => RiskPaths.IsSql(path) || IsYaml(path);

    /// <param name="lines">The lines of the file that the diff shows, in their order.</param>
    public static IEnumerable<RiskFinding> Find(DiffFile file, List<DiffLine> lines, string document)
    {
        var found = RiskPaths.IsSql(file.Path)
            ? FindInSql(file, lines).Select(fact => SqlRules.Judge(fact, document))
            : FindInManifest(file, lines).Select(fact => ManifestRules.Judge(fact, document));
        var numbers = NumbersOf(file, lines);
        return found.Select(finding => finding with { Where = Locate(finding.Where, file, numbers) });
    }

    /// <summary>The place in the file becomes the address, and that in the diff the line.</summary>
    private static RiskLocation Locate(RiskLocation where, DiffFile file, Dictionary<int, int> numbers)
    {
        var target = where.Address is { } address && address != file.Path ? $" {address}" : "";
        return where with
        {
            Address = $"{file.Path}{(where.Line is { } line ? $":{line}" : "")}{target}",
            Line = where.Line is { } at && numbers.TryGetValue(at, out var number) ? number : null,
        };
    }

    /// <summary>Where in the diff a line of the file stands: of the file as it will be, or as it was where it is deleted.</summary>
    private static Dictionary<int, int> NumbersOf(DiffFile file, List<DiffLine> lines)
    {
        var unwanted = file.NewPath is null ? '+' : '-';
        Dictionary<int, int> numbers = [];
        foreach (var line in lines.Where(line => line.Sign != unwanted))
        {
            numbers.TryAdd(line.Line, line.Number);
        }

        return numbers;
    }

    /// <summary>Each run of lines is read as a script of its own; what it does counts where one of its lines is new.</summary>
    private static List<SqlFact> FindInSql(DiffFile file, List<DiffLine> lines)
    {
        List<SqlFact> facts = [];
        var young = lines.Where(line => line.Sign != '-').ToList();
        var added = young.Where(line => line.Sign == '+').Select(line => line.Line).ToHashSet();
        var dialect = SqlDialects.Guess(string.Join('\n', young.Take(1000).Select(line => line.Text)));
        var timing = RiskPaths.IsUndo(file.Path) ? SqlTiming.OnUndo : SqlTiming.OnDeployment;
        var scope = new SqlScope(dialect, new SqlTables(), fact => AddIfNew(fact, added, facts), timing);
        for (var start = 0; start < young.Count;)
        {
            var end = start + 1;
            while (end < young.Count && young[end].Line == young[end - 1].Line + 1)
            {
                end++;
            }

            var part = string.Join('\n', young[start..end].Select(line => line.Text));
            using var text = new StringReader(part);
            var undo = SqlUndoMarks.For(file.Path, part);
            SqlScript.Read(new SqlLexer(text, dialect, young[start].Line) { Undo = undo }, scope);
            start = end;
        }

        scope.Routines.Report(scope.Found);

        return facts;
    }

    private static void AddIfNew(SqlFact fact, HashSet<int> added, List<SqlFact> facts)
    {
        if (added.Contains(fact.Line))
        {
            facts.Add(fact);
        }
    }

    private static IEnumerable<ManifestFact> FindInManifest(DiffFile file, List<DiffLine> lines)
    {
        if (file.NewPath is null && IsManifest(lines) && ManifestText.TryRead(lines) is { } gone)
        {
            return gone.Select(found => ManifestContent.Fact(found, ManifestOperation.Remove, found.Line));
        }

        if (file.OldPath is null && IsManifest(lines) && ManifestText.TryRead(lines) is { } made)
        {
            return made.SelectMany(ManifestContent.Find);
        }

        return ManifestLines.Find("", file.Path, lines.Select(line => line with { Number = line.Line }));
    }

    private static bool IsManifest(List<DiffLine> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines.Take(200))
        {
            text.Append(line.Text).Append('\n');
        }

        return KubernetesFormat.LooksLikeManifest(text.ToString());
    }

    private static bool IsYaml(string path) =>
        (path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
        && !RiskPaths.IsPipeline(path) && !RiskPaths.IsLockFile(path);
}
