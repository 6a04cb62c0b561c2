using BenchmarkDotNet.Attributes;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;
using Workflow.Tests.Core;

namespace Workflow.Benchmarks.Micro;

/// <summary>100 commits with a body and three trailers each, every fourth co-authored by a tool.</summary>
public class ProvenanceBenchmark
{
    private readonly ChangeSet changes = Given.Changes([.. Enumerable.Range(0, 100).Select(i => Given.Commit(
        $"""
        Round prices of basket {i} to the nearest cent

        The sum of rounded prices differed from the rounded sum, and the customer was shown the one and charged the other.
        Both are computed in one place: the basket keeps exact amounts, and only the receipt rounds.

        Reviewed-by: Omar Haddad <omar@example.com>
        Change-Id: I{i:x40}
        Co-authored-by: {(i % 4 == 0 ? "Claude <noreply@anthropic.com>" : "Kim Lee <kim@example.com>")}
        """))]);

    [GlobalSetup]
    public void Check()
    {
        if (DetectIn100Commits().Evidence.Count != 25)
        {
            throw new InvalidOperationException("A quarter of the commits must be found to be assisted.");
        }
    }

    [Benchmark]
    public ProvenanceReport DetectIn100Commits() => Given.Detector.Detect(changes);
}
