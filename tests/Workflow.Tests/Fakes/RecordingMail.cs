using System.Collections.Concurrent;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps who would have got which mail.</summary>
internal sealed class RecordingMail : IMailNotifier
{
    private readonly ConcurrentQueue<(string Step, string[] Recipients)> escalations = new();
    private readonly ConcurrentQueue<string> alarms = new();

    public IReadOnlyList<(string Step, string[] Recipients)> Escalations => [.. escalations];

    public IReadOnlyList<string> Alarms => [.. alarms];

    public Task SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, CancellationToken cancellationToken)
    {
        escalations.Enqueue((step.Name, [.. recipients.Select(person => person.Id)]));
        return Task.CompletedTask;
    }

    public Task SendAlarmAsync(Review review, string problem, CancellationToken cancellationToken)
    {
        alarms.Enqueue(problem);
        return Task.CompletedTask;
    }
}
