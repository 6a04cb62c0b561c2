using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Workflow.Core.Audit;
using Workflow.Core.Deployments;
using Workflow.Core.Policy;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Fakes;

namespace Workflow.Tests.Orchestration;

public sealed class PolicyTrailTests
{
    private readonly InMemoryAuditLog audit = new(new FakeTimeProvider());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_Change_Is_Recorded_Once_Also_The_Way_Back()
    {
        foreach (var digest in new[] { "a", "a", "b", "b", "a" })
        {
            await new PolicyTrail(audit).RecordAsync(PolicyOf(digest), Cancellation);
        }

        Assert.Equal(["null>a", "a>b", "b>a"], await ChangesAsync());
        Assert.Null(AuditChain.FindDefect(await audit.ReadAsync(PolicyTrail.Id, Cancellation)));
    }

    [Fact]
    public async Task A_Policy_That_Is_On_Record_Costs_No_Reading_Of_The_Trail()
    {
        var trail = new PolicyTrail(audit);
        await trail.RecordAsync(PolicyOf("a"), Cancellation);
        var before = audit.Reads;

        await trail.RecordAsync(PolicyOf("a"), Cancellation);

        Assert.Equal(before, audit.Reads);
    }

    [Fact]
    public async Task A_Host_That_Keeps_Its_Policy_Records_It_Again_After_Another_Host_Had_Another_One()
    {
        var (one, other) = (new PolicyTrail(audit), new PolicyTrail(audit));
        await one.RecordAsync(PolicyOf("a"), Cancellation);
        await other.RecordAsync(PolicyOf("b"), Cancellation);

        await one.RecordAsync(PolicyOf("a"), Cancellation);

        Assert.Equal(["null>a", "a>b", "b>a"], await ChangesAsync());
    }

    [Fact]
    public async Task Hosts_That_See_A_Change_At_Once_Record_It_Once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Task.Run(() => new PolicyTrail(audit).RecordAsync(PolicyOf("a"), Cancellation), Cancellation)));

        Assert.Equal(["null>a"], await ChangesAsync());
    }

    [Fact]
    public async Task An_Evaluation_Records_The_Policy_It_Was_Made_Under()
    {
        using var gate = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromHours(1)));
        await gate.StartAsync();

        var record = Assert.Single(await gate.Audit.ReadAsync(PolicyTrail.Id, Cancellation));
        Assert.Equal("The gate judges by policy 'Test' (digest).", record.Entry.Summary);
    }

    [Theory]
    [InlineData("gate.policy")]
    [InlineData("gate.friction")]
    public async Task No_Deployment_Takes_A_Trail_Of_The_Gate_For_Its_Own(string id)
    {
        using var gate = new VirtualGate(VirtualGate.Step("first", TimeSpan.FromHours(1)));
        gate.Request = gate.Request with { Id = DeploymentId.Parse(id) };

        Assert.Equal(DeliveryClaim.Conflict, await gate.RequestAsync());
        Assert.Empty(await gate.Audit.ReadAsync(gate.Request.Id, Cancellation));
    }

    private static DeploymentPolicy PolicyOf(string digest) =>
        VirtualGate.PolicyOf(new ReviewRequirement(Level.Senior, 1), []) with { Digest = digest };

    private async Task<IEnumerable<string>> ChangesAsync() =>
        (await audit.ReadAsync(PolicyTrail.Id, Cancellation)).Select(record =>
        {
            var data = JsonDocument.Parse(record.Entry.Data!).RootElement;
            var from = data.TryGetProperty("from", out var known) ? known.GetProperty("digest").GetString() : "null";
            return $"{from}>{data.GetProperty("to").GetProperty("digest").GetString()}";
        });
}
