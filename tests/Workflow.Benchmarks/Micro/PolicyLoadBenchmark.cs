using System.Text;
using BenchmarkDotNet.Attributes;
using Workflow.Adapters.Files;
using Workflow.Core.Policy;

namespace Workflow.Benchmarks.Micro;

/// <summary>Reading policies of many rules, each with conditions that nest, a glob over paths, one over findings, and a demand.</summary>
public class PolicyLoadBenchmark
{
    private byte[] policy = null!;

    [Params(200, 1000)]
    public int Rules { get; set; }

    [GlobalSetup]
    public void Write() => policy = Encoding.UTF8.GetBytes(
        """
        extends: built-in
        environments:
          production: { protected: true, criticality: high }
        rules:

        """ + string.Concat(Enumerable.Range(0, Rules).Select(i =>
            $$"""

              - name: critical path {{i}}
                if:
                  service: [shop, billing]
                  paths: ["src/**/Critical{{i}}/**", "infra/area{{i}}/*.tf"]
                  any: [{ finding: sql-*, blast-radius: ">= {{i}}" }, { not: { author-level: [senior, principal] } }]
                  time: { days: [fri], from: "16:00", zone: Europe/Berlin }
                then: require-review
                requires: { approvals: 2, level: $senior, different-teams: true, checklist: [Backup tried], ladder: standard }

            """)));

    [Benchmark]
    public DeploymentPolicy Load() => PolicyFile.Parse("review-policy.yaml", policy);
}
