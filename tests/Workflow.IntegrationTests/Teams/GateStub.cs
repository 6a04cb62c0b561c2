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
    private readonly ConcurrentQueue<(string Event, object Payload)> events = new();

    public InMemoryReviewStore Reviews { get; } = new();

    /// <summary>Whom the directory knows.</summary>
    public List<Person> People { get; } = [Sara, Omar];

    public IReadOnlyList<Decision> Decisions => [.. Payloads<Decision>(ReviewEvents.Decision)];

    public IReadOnlyList<ReviewAction> Actions => [.. Payloads<ReviewAction>(ReviewEvents.Action)];

    public IReadOnlyList<ReviewEnd> Ends => [.. Payloads<ReviewEnd>(ReviewEvents.End)];

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

        return People.FirstOrDefault(person => person.Keys().Intersect(identity.Keys()).Any());
    }

    public Task RaiseEventAsync<TPayload>(string instanceId, string eventName, TPayload payload, CancellationToken cancellationToken)
    {
        events.Enqueue((eventName, payload!));
        return Task.CompletedTask;
    }

    private IEnumerable<TPayload> Payloads<TPayload>(string eventName) =>
        events.Where(one => one.Event == eventName).Select(one => (TPayload)one.Payload);

    public Task<IReadOnlyList<Person>> ListAsync(Level minimum, string? role, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<Person>> ListAgentOperatorsAsync(ActorIdentity agent, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Person?> GetAsync(string personId, CancellationToken cancellationToken) =>
        Task.FromResult(People.FirstOrDefault(person => person.Id == personId));

    public Task<bool> ScheduleNewOrchestrationInstanceAsync<TInput>(
        string orchestratorName, string instanceId, TInput input, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<OrchestrationInstance> GetAllInstancesAsync(OrchestrationFilter filter, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> PurgeInstanceAsync(string instanceId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OrchestrationInstance?> GetInstanceAsync(string instanceId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
