using System.Collections.Concurrent;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>A pipeline that counts how often it is told.</summary>
internal sealed class RecordingGate(TimeProvider clock) : IPipelineGate
{
    private readonly ConcurrentQueue<(DeploymentId Deployment, ReviewOutcome Outcome, DateTimeOffset At)> told = new();
    private int failures;

    public string Kind => "test";

    public TimeSpan? LongestWait { get; set; }

    public IReadOnlyList<(DeploymentId Deployment, ReviewOutcome Outcome, DateTimeOffset At)> Told => [.. told];

    /// <summary>How many of the next calls fail.</summary>
    public int FailNext
    {
        get => failures;
        set => failures = value;
    }

    public Task<CallbackReceipt> ReportAsync(DeploymentRequest request, ReviewOutcome outcome, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref failures) >= 0)
        {
            throw new HttpRequestException("the pipeline does not answer");
        }

        told.Enqueue((request.Id, outcome, clock.GetUtcNow()));
        return Task.FromResult(new CallbackReceipt(clock.GetUtcNow(), "200 OK"));
    }
}
