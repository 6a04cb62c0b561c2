using Workflow.IntegrationTests.Git;

namespace Workflow.Tests.Cli.Backtest;

/// <summary>A small real history with fixed dates and people, so that its ids are always the same, and two policies.</summary>
internal sealed class PastShop : IDisposable
{
    /// <summary>An agent that Linus set to work.</summary>
    public const string Agent = "google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>";

    private const string Policy = """
        name: One approval
        environments: { production: { protected: true } }
        ladders: { short: [{ step: ask, ask: senior, wait: 1h }] }
        default: { approvals: 1, level: senior, ladder: short }
        rules:
          - name: code by hand
            if: { provenance: none }
            then: release
          - name: cannot be undone
            if: { irreversible: yes }
            then: require-review
            requires: { approvals: 1, level: senior, ladder: short }
        """;

    private const string Stricter = """
        name: Owners of the data
        environments: { production: { protected: true } }
        ladders: { short: [{ step: ask, ask: senior, wait: 1h }] }
        default: { approvals: 2, level: senior, ladder: short }
        rules:
          - name: code by hand
            if: { provenance: none, author-level: [senior, principal] }
            then: release
          - name: cannot be undone
            if: { irreversible: yes }
            then: require-review
            requires: { approvals: 2, level: senior, ladder: short, code-owner: true, team: data }
        """;

    private const string Directory = """
        people:
          - { id: ada, name: Ada, level: senior, team: shop, emails: [ada@example.com, build@example.com],
              objectId: 6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01 }
          - { id: bob, name: Bob, level: junior, team: shop, emails: [bob@example.com],
              objectId: 6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c02 }
          - { id: grace, name: Grace, level: principal, team: shop, emails: [grace@example.com],
              objectId: 6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c03 }
          - { id: linus, name: Linus, level: senior, team: data, emails: [linus@example.com],
              objectId: 6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c04 }
        agents:
          - { logins: ["github:google-labs-jules[bot]"], operators: [linus] }
        """;

    public GitSandbox Git { get; } = new();

    public string PolicyFile => Write("policy.yaml", Policy);

    public string StricterFile => Write("stricter.yaml", Stricter);

    public string PeopleFile => Write("people.yaml", Directory);

    /// <summary>Commits by hand, with an assistant and by an agent, a merge, a rename, and a migration that loses data.</summary>
    public void WriteHistory()
    {
        Git.Commit("CODEOWNERS", "*.sql @example/data\n", "Say who owns the data");
        Git.Commit("migrations/001_orders.sql", "CREATE TABLE orders (id int);\nCREATE TABLE drafts (id int);\n", "Keep orders");
        Git.Git("switch", "--quiet", "--create", "side");
        Commit("Bob <bob@example.com>", "src/basket.txt", "one\ntwo\n", "Sum the basket");
        Git.Git("switch", "--quiet", "main");
        Git.Git("merge", "--quiet", "--no-ff", "--message", "Merge the basket", "side");
        Git.Commit("src/basket.txt", "one\ntwo\nthree\n", "Round the sum\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        Git.Commit("migrations/002_drafts.sql", "DROP TABLE drafts;\n", "Drop the drafts");
        Git.Git("mv", "src/basket.txt", "src/cart.txt");
        Git.CommitAll("Call it a cart");
        Commit(Agent, "src/cart.txt", "one\n", "Simplify the cart");
    }

    /// <returns>The commit's id.</returns>
    public string Commit(string author, string file, string content, string message)
    {
        var path = Path.Combine(Git.Path, file);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        Git.Git("add", "--all");
        Git.Git("commit", "--quiet", "--author", author, "--message", message);
        return Git.Git("rev-parse", "HEAD");
    }

    public string Write(string name, string content)
    {
        var path = Path.Combine(Git.Root, name);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs the backtest over the whole history; what it says of this run's own folder is made the same for every run.</summary>
    public async Task<GateRun> RunAsync(params string[] arguments)
    {
        var run = await GateProgram.RunAsync(
            "", ["policy", "backtest", "--repo", Git.Path, "--since", "2026-01-01", .. arguments]);
        return run with { Output = run.Output.Replace(Git.Root, "ROOT", StringComparison.Ordinal) };
    }

    public void Dispose() => Git.Dispose();
}
