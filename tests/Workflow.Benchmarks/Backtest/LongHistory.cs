using System.Diagnostics;
using System.Globalization;
using System.Text;
using Workflow.Benchmarks.CommandLine;

namespace Workflow.Benchmarks.Backtest;

/// <summary>
/// Writes a history of merges, each of a branch of two commits with three files: every tenth was helped by a tool, every fifth changes a
/// manifest, every twentieth brings a migration, and each fiftieth of those loses data. CODEOWNERS has 200 lines.
/// </summary>
internal sealed class LongHistory(string folder)
{
    private const string Policies = """
        environments: { production: { protected: true } }
        ladders: { steps: [{ step: ask, ask: senior, wait: 1h }, { step: more, ask: principal, wait: 1h }] }
        default: { approvals: 1, level: senior, ladder: steps }
        rules:
          - name: by hand and harmless
            if: { provenance: none, irreversible: no }
            then: release
          - name: cannot be undone
            if: { irreversible: yes }
            then: require-review
            requires: { approvals: DEMAND, ladder: steps }
          - name: the cluster
            if: { paths: "deploy/**" }
            then: require-review
            requires: { approvals: 1, level: senior, ladder: steps, code-owner: true }
        """;

    public string Repository => Path.Combine(folder, "repository");

    public string Policy => Path.Combine(folder, "policy.yaml");

    public string Stricter => Path.Combine(folder, "stricter.yaml");

    public string People => Path.Combine(folder, "people.yaml");

    public async Task WriteAsync(int merges, int people, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Policy, WithDemand("One", "1, level: senior"), cancellationToken);
        await File.WriteAllTextAsync(Stricter, WithDemand("Two", "2, level: principal, independent: true"), cancellationToken);
        await File.WriteAllTextAsync(People, WritePeople(people), cancellationToken);
        await MeasuredRun.OfGitAsync(cancellationToken, "init", "--quiet", "--bare", "--initial-branch=main", Repository);
        using var import = Process.Start(
            new ProcessStartInfo("git", ["-C", Repository, "fast-import", "--quiet"]) { RedirectStandardInput = true })!;
        await using (var stream = import.StandardInput.BaseStream)
        {
            var owners = string.Concat(Enumerable.Range(0, 200).Select(index => $"/src/f{index}/ @example/team{index % 9}\n"));
            var first = Commit("main", 0, 1, "Say who owns what", "", ("CODEOWNERS", $"* @example/team0\n{owners}"));
            await stream.WriteAsync(first, cancellationToken);
            for (var merge = 0; merge < merges; merge++)
            {
                await stream.WriteAsync(Branch(merge, people), cancellationToken);
            }
        }

        await import.WaitForExitAsync(cancellationToken);
    }

    private static string WithDemand(string name, string demand) =>
        $"name: {name}\n{Policies.Replace("DEMAND", demand, StringComparison.Ordinal)}\n";

    private static string WritePeople(int count) => "people:\n" + string.Concat(Enumerable.Range(0, count).Select(index =>
    {
        var level = new[] { "junior", "mid", "senior", "principal" }[index % 4];
        var manager = index % 10 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", manager: p{index - 1}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"  - {{ id: p{index}, name: Person {index}, level: {level}, objectId: 6f1c2a54-8d0e-4b7a-9c35-{index:x12}, "
                + $"emails: [p{index}@example.com], logins: [\"github:p{index}\"], team: team{index % 9}{manager} }}\n");
    }));

    private static byte[] Branch(int number, int people)
    {
        var mark = (number * 3) + 2;
        var author = number % people;
        var trailer = number % 10 == 0 ? "\n\nCo-authored-by: Claude <noreply@anthropic.com>" : "";
        List<(string Path, string Content)> files =
            [($"src/f{number % 200}/{number % 1000}.txt", $"{number}\n"), ($"src/f{number % 200}/all.txt", $"{number}\n{number}\n")];
        if (number % 5 == 0)
        {
            files.Add(($"deploy/s{number % 40}.yaml", Manifest(number)));
        }

        if (number % 20 == 0)
        {
            var statement = number % 1000 == 0 ? "DROP TABLE" : "CREATE TABLE";
            files.Add(($"migrations/{number:00000}.sql", $"{statement} t{number}{(number % 1000 == 0 ? "" : " (id int)")};\n"));
        }

        var before = $"from :{(number == 0 ? 1 : mark - 1)}\n";
        return
        [
            .. Commit("side", author, mark, $"Begin {number}", before, [.. files.Take(1)]),
            .. Commit("side", author, mark + 1, $"End {number}{trailer}", $"from :{mark}\n", [.. files.Skip(1)]),
            .. Commit("main", author, mark + 2, $"Merge {number}", $"{before}merge :{mark + 1}\n", [.. files]),
        ];
    }

    private static string Manifest(int number) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: s{number % 40} }}\nspec:\n  replicas: {1 + (number % 7)}\n"
            + $"  template:\n    spec:\n      containers:\n        - {{ name: main, image: \"example/s:{number}\" }}\n";

    private static byte[] Commit(
        string branch, int author, int mark, string message, string parents, params (string Path, string Content)[] files)
    {
        var text = new StringBuilder();
        var at = 1_600_000_000 + (mark * 600L);
        text.Append(CultureInfo.InvariantCulture, $"commit refs/heads/{branch}\nmark :{mark}\n")
            .Append(CultureInfo.InvariantCulture, $"author Person {author} <p{author}@example.com> {at} +0000\n")
            .Append(CultureInfo.InvariantCulture, $"committer Person {author} <p{author}@example.com> {at} +0000\n")
            .Append(CultureInfo.InvariantCulture, $"data {Encoding.UTF8.GetByteCount(message)}\n{message}\n{parents}");
        foreach (var (path, content) in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"M 100644 inline {path}\ndata {Encoding.UTF8.GetByteCount(content)}\n{content}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }
}
