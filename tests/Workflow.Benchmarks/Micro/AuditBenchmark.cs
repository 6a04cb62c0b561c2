using BenchmarkDotNet.Attributes;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Tests.Core;

namespace Workflow.Benchmarks.Micro;

/// <summary>One record with 300 characters of data appended to a trail and hashed; without storage.</summary>
public class AuditBenchmark
{
    private readonly AuditEntry entry = new(
        DeploymentId.Parse("shop-production-1234"), "ask-first-sara", "reviewer.asked", AuditEntry.Gate,
        "Sara Lind was asked: a senior who took no part in the change.", $$"""{"reviewer":"{{new string('x', 285)}}"}""");

    private AuditRecord last = null!;

    [GlobalSetup]
    public void Begin() => last = AuditChain.Append(null, entry, Given.Noon);

    [Benchmark]
    public AuditRecord AppendAndHash() => AuditChain.Append(last, entry, Given.Noon);
}
