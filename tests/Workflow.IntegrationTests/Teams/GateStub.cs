using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.Orchestration;
using Workflow.Orchestration.Intake;
using Workflow.Orchestration.Ports;
using Workflow.Tests.Fakes;
using static Workflow.Tests.Adapters.Teams.SampleReviews;

namespace Workflow.IntegrationTests.Teams;

/// <summary>What the Teams adapter needs of the gate: reviews, people, and an engine that takes events and does nothing with them.</summary>
internal sealed class GateStub : IPeopleDirectory, IOrchestrationClient
{
    private readonly ConcurrentQueue<Decision> decisions = new();

    public InMemoryReviewStore Reviews { get; } = new();

    public IReadOnlyList<Decision> Decisions => [.. decisions];

    public static void Register(IServiceCollection services, GateStub gate) => services
        .AddSingleton<IReviewStore>(gate.Reviews)
        .AddSingleton<IAuditLog, InMemoryAuditLog>()
        .AddSingleton<IPeopleDirectory>(gate)
        .AddSingleton<IOrchestrationClient>(gate)
        .AddTransient<DecisionIntake>()
        .AddTransient<EvidenceIntake>()
        .AddTransient<ActionIntake>();

    /// <summary>Completes when somebody is looked up; set, it makes the look-up last until it is cancelled.</summary>
    public TaskCompletionSource? Stuck { get; set; }

    public async Task<Person?> FindAsync(ActorIdentity identity, CancellationToken cancellationToken)
    {
        if (Stuck is { } stuck)
        {
            var cancelled = new TaskCompletionSource<Person?>();
            await using var registration = cancellationToken.Register(() => cancelled.SetCanceled(cancellationToken));
            stuck.SetResult();
            return await cancelled.Task;
        }

        return new[] { Sara, Omar }.FirstOrDefault(person => person.Keys().Intersect(identity.Keys()).Any());
    }

    public Task RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        decisions.Enqueue((Decision)(object)payload!);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Person?> GetAsync(string personId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(OrchestrationFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
