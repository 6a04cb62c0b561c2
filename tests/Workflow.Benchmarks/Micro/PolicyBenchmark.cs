using System.Text;
using BenchmarkDotNet.Attributes;
using Workflow.Adapters.Files;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Provenance;
using Workflow.Core.Reviews;
using Workflow.Tests.Core;

namespace Workflow.Benchmarks.Micro;

/// <summary>A junior's assisted change of 100 files under the shipped policy, and under one of 200 rules that each look at paths.</summary>
public class PolicyBenchmark
{
    private const int ManyRules = 200;

    private readonly PolicyFacts known = new(Given.Request(), Given.Assessment(
        ProvenanceKind.Assisted,
        Level.Junior,
        paths: [.. Enumerable.Range(0, 100).Select(i => new ChangedPath($"src/Shop/Area{i % 10}/File{i}.cs", FileChangeKind.Modified))],
        tools: "Claude"));

    private DeploymentPolicy sample = null!;
    private DeploymentPolicy many = null!;

    [GlobalSetup]
    public void Read()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "review-policy.yaml"));
        sample = Parse(text);
        many = Parse(text + string.Concat(Enumerable.Range(0, ManyRules - sample.Rules.Count).Select(i =>
            $$"""

              - name: critical path {{i}}
                if: { service: [shop, billing], paths: ["src/**/Critical{{i}}/**", "infra/area{{i}}/*.tf"] }
                then: block

            """)));
        if (many.Rules.Count != ManyRules || DecideBySample().Verdict is not Verdict.RequireReview
            || DecideBy200Rules().Verdict is not Verdict.RequireReview)
        {
            throw new InvalidOperationException("Both policies must ask for a review.");
        }
    }

    [Benchmark]
    public PolicyDecision DecideBySample() => PolicyEvaluator.Decide(sample, Facts());

    [Benchmark]
    public PolicyDecision DecideBy200Rules() => PolicyEvaluator.Decide(many, Facts());

    [Benchmark]
    public PolicyResult ExplainSample() => PolicyEvaluator.Evaluate(sample, Facts());

    [Benchmark]
    public PolicyResult Explain200Rules() => PolicyEvaluator.Evaluate(many, Facts());

    /// <summary>New ones each time: what is prepared for a deployment is part of its evaluation.</summary>
    private PolicyFacts Facts() => new(known.Request, known.Assessment);

    private static DeploymentPolicy Parse(string text) => PolicyFile.Parse("review-policy.yaml", Encoding.UTF8.GetBytes(text));
}
