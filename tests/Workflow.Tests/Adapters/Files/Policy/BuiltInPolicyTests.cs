using System.Text;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Core.Risk;
using Workflow.Tests.Core;

namespace Workflow.Tests.Adapters.Files.Policy;

public sealed class BuiltInPolicyTests
{
    private const string Minimal = "extends: built-in\nenvironments:\n  production: { protected: true }\n";

    private static readonly DeploymentPolicy Policy = Parse(Minimal);

    [Theory]
    [InlineData(ProvenanceKind.Assisted, Level.Junior, Verdict.RequireReview, 1)]
    [InlineData(ProvenanceKind.Assisted, Level.Mid, Verdict.RequireReview, 1)]
    [InlineData(ProvenanceKind.Unknown, Level.Mid, Verdict.RequireReview, 1)]
    [InlineData(ProvenanceKind.Agent, Level.Junior, Verdict.RequireReview, 1)]
    [InlineData(ProvenanceKind.None, Level.Junior, Verdict.RequireReview, 1)]
    [InlineData(ProvenanceKind.None, Level.Senior, Verdict.Release, 0)]
    [InlineData(ProvenanceKind.Assisted, Level.Principal, Verdict.Release, 0)]
    public void What_Juniors_And_Agents_Made_Needs_A_Senior_And_A_Seniors_Own_Change_Is_Released(
        ProvenanceKind provenance, Level author, Verdict verdict, int approvals)
    {
        var result = Evaluate(Policy, Facts(provenance, author, tier: 3));

        Assert.Equal((verdict, approvals), (result.Verdict, result.Requirement?.Approvals ?? 0));
        Assert.True(result.Requirement is null or { MinimumLevel: Level.Senior });
    }

    [Theory]
    [InlineData(1, Verdict.RequireReview)]
    [InlineData(null, Verdict.RequireReview)]
    [InlineData(2, Verdict.Release)]
    public void A_Seniors_Change_With_Ai_On_The_Most_Critical_Services_Needs_A_Second_Pair_Of_Eyes(int? tier, Verdict verdict) =>
        Assert.Equal(verdict, Evaluate(Policy, Facts(ProvenanceKind.Assisted, Level.Senior, tier)).Verdict);

    [Fact]
    public void An_Agents_Change_Needs_The_Sponsors_Team_And_One_More_Where_It_May_Destroy_Something()
    {
        var harmless = Evaluate(Policy, Facts(ProvenanceKind.Agent, Level.Junior, 3)).Requirement!;
        var destructive = Evaluate(Policy, Facts(ProvenanceKind.Agent, Level.Junior, 3, Given.Finding("sql-drop-table"))).Requirement!;

        Assert.Equal((1, true), (harmless.Approvals, harmless.SponsorsTeam));
        Assert.Equal((2, true), (destructive.Approvals, destructive.SponsorsTeam));
    }

    [Fact]
    public void What_Destroys_For_Good_Needs_Two_Seniors_Whatever_The_Label()
    {
        var requirement = Evaluate(Policy, Facts(ProvenanceKind.None, Level.Principal, 3, Given.Finding("sql-drop-table", isReversible: false))).Requirement!;

        Assert.Equal((2, Level.Senior), (requirement.Approvals, requirement.MinimumLevel));
    }

    [Fact]
    public void A_File_Sets_Parameters_And_Adds_Ladders_And_Rules()
    {
        var policy = PolicyFile.Load(PolicySamples.Extending);

        Assert.Equal(("Ours", Policy.Rules.Count + 1), (policy.Name, policy.Rules.Count));
        Assert.Equal((Level.Principal, TimeSpan.FromHours(1)), (policy.Default.Requirement.MinimumLevel, policy.Default.Ladder[0].Timeout));
        Assert.Equal("on call", Assert.Single(policy.Rules[^1].Demand!.Ladder).Name);
        Assert.Equal(Verdict.RequireReview, Evaluate(policy, Facts(ProvenanceKind.Assisted, Level.Senior, 2)).Verdict);
    }

    [Fact]
    public void A_File_Replaces_A_Ladder_Of_The_Built_In_Policy()
    {
        var policy = Parse(Minimal + "ladders:\n  standard:\n    - { step: only, ask: senior, wait: 1h }\n");

        Assert.Equal("only", Assert.Single(policy.Default.Ladder).Name);
    }

    [Theory]
    [InlineData("parameters: { seniour: mid }", "p(4,15): unknown parameter 'seniour'; did you mean 'senior'? allowed are senior, approvals,")]
    [InlineData("parameters: { senior: boss }", "p(4,23): unknown level 'boss'; allowed are junior, mid, senior, principal (value of $senior, used by the built-in policy)")]
    [InlineData("parameters: { destructive-risk: [low, high] }", "p(4,34): risk must name medium, critical as well: a rule that holds at some risk holds at more")]
    [InlineData("rules: [{ name: An agent wrote part of it, if: { tool: x }, then: block }]", "p(4,9): there is a rule 'An agent wrote part of it' already")]
    [InlineData("default: { level: mid, ladder: standard }", "p(4,1): default has no meaning with 'extends: built-in'")]
    public void A_Mistake_In_An_Extension_Is_Told_In_Its_Own_Line(string line, string message) =>
        Assert.StartsWith(message, SampleFiles.ProblemsOf(PolicyFile.Parse, "p", $"{Minimal}{line}\n")[0], StringComparison.Ordinal);

    [Fact]
    public void An_Extension_Names_Its_Environments() =>
        Assert.Contains("p(1,1): the policy needs the key 'environments'", SampleFiles.ProblemsOf(PolicyFile.Parse, "p", "extends: built-in\n"));

    [Fact]
    public void Another_Policy_Cannot_Be_Extended() => Assert.Contains(
        "p(1,10): unknown extends 'builtin'; did you mean 'built-in'? allowed are built-in",
        SampleFiles.ProblemsOf(PolicyFile.Parse, "p", Minimal.Replace("built-in", "builtin", StringComparison.Ordinal)));

    private static PolicyResult Evaluate(DeploymentPolicy policy, PolicyFacts facts) => PolicyEvaluator.Evaluate(policy, facts);

    private static DeploymentPolicy Parse(string text) => PolicyFile.Parse("p", Encoding.UTF8.GetBytes(text));

    private static PolicyFacts Facts(ProvenanceKind provenance, Level author, int? tier, params RiskFinding[] findings) =>
        new(Given.Request(), Given.Assessment(provenance, author) with
        {
            Risk = Given.Risk(findings) with { BlastRadius = new BlastRadius("shop", [], tier) { Tier = tier } },
        });
}
