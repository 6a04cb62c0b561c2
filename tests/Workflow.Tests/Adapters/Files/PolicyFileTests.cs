using System.Security.Cryptography;
using System.Text;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;

namespace Workflow.Tests.Adapters.Files;

public sealed class PolicyFileTests
{
    private const string Minimal = """
        name: Example
        environments:
          production: { protected: true, supersede-older: true }
          staging: { protected: false }
        ladders:
          standard:
            - step: first reviewer
              ask: { level: senior, role: release-manager }
              wait: 1h30m
              remind-every: 45s
              email: manager
        default: { approvals: 2, level: principal, ladder: standard }
        rules:
          - name: AI-assisted
            if: { environment: production, provenance: [assisted, agent], author-level: junior, paths: "src/**" }
            then: block

        """;

    [Fact]
    public void Everything_In_The_File_Is_In_The_Policy()
    {
        var policy = PolicyFile.Parse("review-policy.yaml", Encoding.UTF8.GetBytes(Minimal));

        Assert.Equal("Example", policy.Name);
        Assert.Equal(new EnvironmentSettings(true, true), policy.Environments["Production"]);
        Assert.Equal(new EnvironmentSettings(false), policy.Environments["staging"]);
        Assert.Equal(new ReviewRequirement(Level.Principal, 2), policy.Default.Requirement);
        var step = Assert.Single(policy.Default.Ladder);
        Assert.Equal(("first reviewer", Level.Senior, "release-manager"), (step.Name, step.MinimumLevel, step.Role));
        Assert.Equal(new TimeSpan(1, 30, 0), step.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(45), step.ReminderInterval);
        Assert.Equal(["manager"], step.EmailRoles);
        var rule = Assert.Single(policy.Rules);
        Assert.Equal(Verdict.Block, rule.Verdict);
        Assert.Equal(["environment", "provenance", "author-level", "paths"], rule.Predicates.Select(predicate => predicate.Name));
        Assert.Equal(["assisted", "agent"], Assert.IsType<ProvenancePredicate>(rule.Predicates[1]).Expected);
    }

    [Fact]
    public void Rules_Can_Look_At_Findings_And_Blast_Radius_And_An_Environment_Can_Require_An_Attestation()
    {
        var text = Minimal
            .Replace("supersede-older: true", "attestation: required", StringComparison.Ordinal)
            .Replace("provenance: [assisted, agent]", "risk: [high, critical], irreversible: yes, finding: document-*, reaches-tier: [1, 2]", StringComparison.Ordinal);

        var policy = PolicyFile.Parse("p", Encoding.UTF8.GetBytes(text));

        Assert.Equal(new EnvironmentSettings(true, RequiresAttestation: true), policy.Environments["production"]);
        Assert.Equal(
            ["risk", "finding", "irreversible", "reaches-tier"],
            policy.Rules[0].Predicates.Select(predicate => predicate.Name).Except(["environment", "author-level", "paths"]));
    }

    [Theory]
    [InlineData("risk: hig", "unknown risk 'hig'; did you mean 'high'? allowed are none, info, low, medium, high, critical")]
    [InlineData("risk: [low, critical]", "risk must name medium, high as well: a rule that holds at some risk holds at more")]
    [InlineData("irreversible: true", "unknown irreversible 'true'; allowed are yes, no")]
    [InlineData("irreversible: no", "irreversible must be yes in a rule that asks for a review or blocks")]
    [InlineData("reaches-tier: 6", "unknown reaches-tier '6'; allowed are 1, 2, 3, 4, 5")]
    public void A_Condition_That_Would_Never_Hold_Or_Weaken_A_Rule_Is_Told(string condition, string message)
    {
        var text = Minimal.Replace("provenance: [assisted, agent]", condition, StringComparison.Ordinal);

        Assert.Contains(message, SampleFiles.ProblemsOf(PolicyFile.Parse, "p", text).Select(problem => problem.Split("): ", 2)[1]));
    }

    [Fact]
    public void A_Glob_That_Fits_No_Finding_Is_Told_With_The_Rules_That_There_Are()
    {
        var text = Minimal.Replace("provenance: [assisted, agent]", "finding: document-unknwn", StringComparison.Ordinal);

        var problem = Assert.Single(SampleFiles.ProblemsOf(PolicyFile.Parse, "p", text));

        Assert.Contains("unknown finding 'document-unknwn'; did you mean 'document-unknown'? allowed are ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Digest_Is_The_Sha256_Of_The_Bytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Minimal);

        var policy = PolicyFile.Parse("review-policy.yaml", bytes);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), policy.Digest);
    }

    [Fact]
    public void All_Mistakes_Are_Told_At_Once_With_Their_Places()
    {
        var text = Minimal
            .Replace("wait: 1h30m", "wait: 31d", StringComparison.Ordinal)
            .Replace("approvals: 2", "approvals: 11", StringComparison.Ordinal)
            .Replace("then: block", "verdct: block", StringComparison.Ordinal);

        var problems = SampleFiles.ProblemsOf(PolicyFile.Parse, "review-policy.yaml", text);

        Assert.Equal(
        [
            "review-policy.yaml(9,13): wait must be more than 0s and at most 30d, not '31d'",
            "review-policy.yaml(12,23): approvals must be a whole number from 1 to 10, not '11'",
            "review-policy.yaml(14,5): a rule needs the key 'then'",
            "review-policy.yaml(16,5): unknown key 'verdct'; allowed are name, if, then, requires",
        ],
        problems);
    }

    [Theory]
    [InlineData("ask: { level: senior", "ask: { levl: senior", "unknown key 'levl'; did you mean 'level'? allowed are level, role")]
    [InlineData("junior", "senoir", "unknown author-level 'senoir'; did you mean 'senior'? allowed are junior, mid, senior, principal")]
    [InlineData("environment: production", "environment: prod", "unknown environment 'prod'; allowed are production, staging")]
    [InlineData("ladder: standard", "ladder: standart", "unknown ladder 'standart'; did you mean 'standard'? allowed are standard")]
    [InlineData("then: block", "then: require-review", "a rule needs the key 'requires'")]
    [InlineData("then: block", "then: release\n    requires: { level: mid, ladder: standard }", "requires has a meaning only with 'then: require-review'")]
    [InlineData("wait: 1h30m", "wait: 30m1h", "wait must be a duration such as 45s, 30m, 1h30m or 3d, by the clock, or in working time such as '4h working' or '4h reviewer-working', not '30m1h'")]
    [InlineData("wait: 1h30m", "wait: 0s", "wait must be more than 0s and at most 30d, not '0s'")]
    [InlineData("remind-every: 45s", "remind-every: 2h", "remind-every must be shorter than the step's wait, or nobody is ever reminded")]
    [InlineData("protected: false", "protected: no", "unknown protected 'no'; allowed are true, false")]
    [InlineData("paths: \"src/**\"", "paths: /src/**", "'/src/**' matches no path: paths are relative to the repository, with '/' between segments")]
    [InlineData("name: Example", "name: Example\nname: Other", "the key 'name' stands in line 1 already")]
    [InlineData("staging:", "PRODUCTION:", "the key 'PRODUCTION' stands in line 3 already")]
    [InlineData("email: manager", "email: []", "email must be a list with at least one value, not an empty one")]
    [InlineData("name: Example", "name: &a Example", "anchors are not supported; write the value where it is used")]
    [InlineData("name: Example", "name: !!str Example", "tags are not supported; write the plain value")]
    public void A_Mistake_Is_Told_With_What_Would_Be_Right(string right, string wrong, string message)
    {
        var problems = SampleFiles.ProblemsOf(PolicyFile.Parse, "p", Minimal.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(message, problems.Select(problem => problem.Split("): ", 2)[1]));
    }

    [Fact]
    public void A_Rule_Without_Conditions_Is_Refused_Because_It_Would_Match_Everything()
    {
        var text = Minimal[..Minimal.IndexOf("    if:", StringComparison.Ordinal)] + "    if: {}\n    then: release\n";

        var problem = Assert.Single(SampleFiles.ProblemsOf(PolicyFile.Parse, "p", text));

        Assert.StartsWith("p(15,9): if needs at least one of environment, service,", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_Rules_Or_Two_Steps_Of_One_Name_Are_Refused()
    {
        var text = Minimal.Replace(
            "default:", "    - { step: First reviewer, ask: mid, wait: 1s }\ndefault:", StringComparison.Ordinal)
            + "  - { name: ai-assisted, if: { tool: x }, then: block }\n";

        var problems = SampleFiles.ProblemsOf(PolicyFile.Parse, "p", text);

        Assert.Equal(
            ["p(12,7): ladder 'standard' has a step 'First reviewer' already", "p(18,5): there is a rule 'ai-assisted' already"], problems);
    }

    [Theory]
    [InlineData("", "p(1,1): the file is empty")]
    [InlineData("- 1", "p(1,1): the policy must be a mapping with the keys name, extends, parameters, environments, working-hours, ")]
    [InlineData("name: [", "p(2,1): no valid YAML: ")]
    [InlineData("name: x\nrules:\n  - name: y\n\tthen: block\n", "p(4,1): a tab indents this line; YAML is indented by spaces")]
    [InlineData("name: a\n---\nname: b", "p(2,1): only one document is read; remove what begins here")]
    public void What_Is_No_Policy_At_All_Is_Told_So(string text, string start)
    {
        var problems = SampleFiles.ProblemsOf(PolicyFile.Parse, "p", text);

        Assert.StartsWith(start, problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_File_That_Is_Not_Utf8_Is_Told_So_With_The_Place()
    {
        byte[] bytes = [.. "name: a\nx: "u8, 0xE4, 0xF6];

        var exception = Assert.Throws<FileProblemException>(() => PolicyFile.Parse("p", bytes));

        Assert.Equal("p(2,4): not UTF-8; save the file as UTF-8", exception.Message);
    }

    [Fact]
    public void Deep_Nesting_Is_Refused_Instead_Of_Ending_The_Process()
    {
        var problems = SampleFiles.ProblemsOf(PolicyFile.Parse, "p", new string('[', 100_000));

        Assert.Contains("nested deeper than 32 levels", Assert.Single(problems), StringComparison.Ordinal);
    }
}
