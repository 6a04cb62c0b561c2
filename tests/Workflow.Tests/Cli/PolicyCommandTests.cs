using System.Text.RegularExpressions;

namespace Workflow.Tests.Cli;

public sealed class PolicyCommandTests : IDisposable
{
    private const string Policy = """
        name: Ours
        extends: built-in
        environments:
          production: { protected: true }
          staging: { protected: false }
        rules:
          - name: much depends on it
            if: { any: [{ reaches-tier: 1 }, { blast-radius: ">= 20" }] }
            then: require-review
            requires: { approvals: 2, level: senior, role: security, ladder: standard }
        """;

    private const string Facts = """
        request: { service: shop, environment: production, at: 2026-03-04T12:00Z }
        change: { provenance: agent, tools: [Claude Code], author-level: junior, sponsor-team: payments, paths: [src/a.cs] }
        service: { tier: 2, reaches: 25 }
        """;

    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Explain_Prints_The_Tree()
    {
        var run = await GateProgram.RunAsync("", "policy", "explain", "--policy", Write("policy.yaml", Policy), "--request", Write("facts.yaml", Facts));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approval.Verify(WithoutDigest(run.Output), "txt");
    }

    [Fact]
    public async Task Where_A_Policy_Asks_For_Attestation_Silence_Is_No_Proof_In_Explain_Either()
    {
        var policy = Write("policy.yaml", Policy.Replace("{ protected: true }", "{ protected: true, attestation: required }", StringComparison.Ordinal));
        var silent = Write("facts.yaml", Facts.Replace("provenance: agent, tools: [Claude Code], author-level: junior", "provenance: none, author-level: junior", StringComparison.Ordinal));

        var run = await GateProgram.RunAsync("", "policy", "explain", "--policy", policy, "--request", silent);

        Assert.Contains("provenance is unknown", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_Writes_Json()
    {
        var run = await GateProgram.RunAsync(
            "", "policy", "explain", "--policy", Write("policy.yaml", Policy), "--request", Write("facts.yaml", Facts), "--output", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approval.Verify(WithoutDigest(run.Output), "json");
    }

    [Fact]
    public async Task Mistakes_In_Facts_Are_Told_All_At_Once_With_Their_Places()
    {
        var facts = Write("facts.yaml", """
            request: { service: shop, at: noon }
            change: { provenance: robot, changed-lines: many }
            risk: { findings: [{ rule: sql-drop-tabel, severity: high }] }
            service: { tier: 9 }
            incidents: [0]
            """);

        var run = await GateProgram.RunAsync("", "policy", "explain", "--policy", Write("policy.yaml", Policy), "--request", facts);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            ["(1,10)", "(1,31)", "(2,23)", "(2,45)", "(3,28)", "(4,18)", "(5,13)"],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[facts.Length..line.IndexOf(':', facts.Length)]));
    }

    [Fact]
    public async Task Test_Shows_What_Is_Otherwise_And_Why_And_Writes_Junit()
    {
        Write("policy.yaml", Policy);
        var cases = Write("ours.test.yaml", """
            policy: policy.yaml
            cases:
              - name: staging is free
                given: { request: { service: shop, environment: staging } }
                expect: { verdict: release, because: not protected }
              - name: a wrong belief
                given: { request: { service: shop, environment: production }, service: { tier: 3 } }
                expect: { verdict: require-review, approvals: 2, level: principal, roles: [], rules: [much depends on it], because: 1 < 2 }
            """);
        var junit = Path.Combine(folder, "junit.xml");

        var run = await GateProgram.RunAsync("", "policy", "test", folder, "--junit", junit);

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Approval.Verify(
            WithoutDigest(run.Output + await File.ReadAllTextAsync(junit, TestContext.Current.CancellationToken))
                .Replace(cases, "ours.test.yaml", StringComparison.Ordinal),
            "txt");
    }

    [Fact]
    public async Task Check_Tells_What_Cannot_Be_Meant()
    {
        var policy = Write("policy.yaml", Policy + """

              - name: staging has rules
                if: { environment: staging, provenance: agent }
                then: block
              - name: juniors' own agents
                if: { provenance: [assisted, agent], author-level: junior }
                then: release
              - name: a part of it
                if: { reaches-tier: 1, provenance: assisted }
                then: require-review
                requires: { approvals: 1, level: senior, ladder: standard }
            """);
        var people = Write("people.yaml", """
            people:
              - { id: grace, name: Grace, level: principal, objectId: 6f1c2a54-8d0e-4b7a-9c35-1e2f3a4b5c01, emails: [grace@example.com] }
            """);

        var run = await GateProgram.RunAsync("", "policy", "check", policy, "--people", people, "--pipeline", "github");

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Approval.Verify(WithoutDigest(run.Output), "txt");
    }

    [Theory]
    [InlineData("check", "nowhere.yaml", "FILE names 'nowhere.yaml', and there is no such file")]
    [InlineData("test", "nowhere", "DIR names 'nowhere', and there is no such file")]
    public async Task What_Is_Not_There_Is_Said(string command, string path, string message)
    {
        var run = await GateProgram.RunAsync("", "policy", command, path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    /// <summary>It changes with the built-in policy.</summary>
    private static string WithoutDigest(string output) => Regex.Replace(output, "[0-9a-f]{64}", "(digest)");

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
