using System.Collections.Concurrent;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps who would have got which mail.</summary>
internal sealed class RecordingMail : IMailNotifier
{
    private readonly ConcurrentQueue<(string Step, string[] Recipients)> escalations = new();
    private readonly ConcurrentQueue<string> alarms = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentQueue<WeeklyReport> reports = new();
    private readonly ConcurrentQueue<(string Control, FrictionNotice Notice)> frictionNotices = new();

    private readonly ConcurrentQueue<(bool IsUsed, string[] Managers)> breakGlasses = new();

    public IReadOnlyList<(bool IsUsed, string[] Managers)> BreakGlasses => [.. breakGlasses];

    public IReadOnlyList<(string Step, string[] Recipients)> Escalations => [.. escalations];

    /// <summary>Who was told of a card.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public IReadOnlyList<string> Alarms => [.. alarms];

    public IReadOnlyList<WeeklyReport> Reports => [.. reports];

    /// <summary>How many of the next weekly reports cannot be sent.</summary>
    public int FailReports { get; set; }

    public IReadOnlyList<(string Control, FrictionNotice Notice)> FrictionNotices => [.. frictionNotices];

    /// <summary>Addresses to which nothing can be sent.</summary>
    public HashSet<string> Unreachable { get; } = [];

    public Task SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, CancellationToken cancellationToken)
    {
        escalations.Enqueue((step.Name, [.. recipients.Select(person => person.Id)]));
        return Task.CompletedTask;
    }

    public Task SendReviewRequestAsync(Review review, AskedReviewer reviewer, CancellationToken cancellationToken)
    {
        requests.Enqueue(reviewer.Person.Id);
        return Task.CompletedTask;
    }

    public Task SendAlarmAsync(Review review, string problem, CancellationToken cancellationToken)
    {
        alarms.Enqueue(problem);
        return Task.CompletedTask;
    }

    public Task SendWeeklyReportAsync(WeeklyReport report, CancellationToken cancellationToken)
    {
        if (FailReports-- > 0)
        {
            throw new IOException("The mail server does not answer.");
        }

        reports.Enqueue(report);
        return Task.CompletedTask;
    }

    public Task SendFrictionNoticeAsync(FrictionControl control, FrictionNotice notice, CancellationToken cancellationToken)
    {
        if (Unreachable.Contains(control.Owner))
        {
            throw new InvalidOperationException($"{control.Owner} cannot be reached");
        }

        frictionNotices.Enqueue((control.Name, notice));
        return Task.CompletedTask;
    }

    public Task SendBreakGlassAsync(
        Review review, BreakGlass breakGlass, IReadOnlyList<Person> managers, CancellationToken cancellationToken)
    {
        breakGlasses.Enqueue((breakGlass.Uses.Count > 0, [.. managers.Select(person => person.Id)]));
        return Task.CompletedTask;
    }
}
