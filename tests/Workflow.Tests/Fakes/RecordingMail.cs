using System.Collections.Concurrent;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.Orchestration.Ports;

namespace Workflow.Tests.Fakes;

/// <summary>Keeps who would have got which mail.</summary>
internal sealed class RecordingMail : IMailNotifier
{
    private readonly ConcurrentQueue<(string Step, string[] Recipients, string? Token)> escalations = new();
    private readonly ConcurrentQueue<(string Person, string Reminder, string? Token)> reminders = new();
    private readonly ConcurrentQueue<string[]> outcomes = new();
    private readonly ConcurrentQueue<string> alarms = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentQueue<WeeklyReport> reports = new();
    private readonly ConcurrentQueue<(string Control, FrictionNotice Notice)> frictionNotices = new();

    private readonly ConcurrentQueue<(bool IsUsed, string[] Managers)> breakGlasses = new();

    public IReadOnlyList<(bool IsUsed, string[] Managers)> BreakGlasses => [.. breakGlasses];

    public IReadOnlyList<(string Step, string[] Recipients, string? Token)> Escalations => [.. escalations];

    public IReadOnlyList<(string Person, string Reminder, string? Token)> Reminders => [.. reminders];

    /// <summary>The addresses that each outcome went to.</summary>
    public IReadOnlyList<string[]> Outcomes => [.. outcomes];

    /// <summary>Addresses that the server refuses for good.</summary>
    public HashSet<string> Bouncing { get; } = [];

    /// <summary>Who was told of a card.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public IReadOnlyList<string> Alarms => [.. alarms];

    public IReadOnlyList<WeeklyReport> Reports => [.. reports];

    /// <summary>How many of the next weekly reports cannot be sent.</summary>
    public int FailReports { get; set; }

    public IReadOnlyList<(string Control, FrictionNotice Notice)> FrictionNotices => [.. frictionNotices];

    /// <summary>Addresses to which nothing can be sent.</summary>
    public HashSet<string> Unreachable { get; } = [];

    public Task<IReadOnlyList<MailRefusal>> SendEscalationAsync(
        Review review, EscalationStep step, IReadOnlyList<Person> recipients, string? token, CancellationToken cancellationToken)
    {
        if (recipients.FirstOrDefault(person => Unreachable.Contains(person.Email!)) is { } person)
        {
            // As where the time of an HTTP client is up.
            throw new TaskCanceledException($"{person.Email} cannot be reached");
        }

        string[] to = [.. recipients.Select(person => person.Id)];
        if (escalations.Any(sent => sent.Step == step.Name && sent.Recipients.SequenceEqual(to)))
        {
            return RefuseAsync([]);
        }

        escalations.Enqueue((step.Name, to, token));
        return RefuseAsync(recipients.Select(person => person.Email));
    }

    public Task<IReadOnlyList<MailRefusal>> SendReviewRequestAsync(
        Review review, AskedReviewer reviewer, string? token, CancellationToken cancellationToken)
    {
        requests.Enqueue(reviewer.Person.Id);
        return RefuseAsync([reviewer.Person.Email]);
    }

    public Task<IReadOnlyList<MailRefusal>> SendReminderAsync(
        Review review, AskedReviewer reviewer, string reminder, string? token, CancellationToken cancellationToken)
    {
        reminders.Enqueue((reviewer.Person.Id, reminder, token));
        return RefuseAsync([reviewer.Person.Email]);
    }

    public Task<IReadOnlyList<MailRefusal>> SendOutcomeAsync(
        Review review, IReadOnlyList<MailRecipient> recipients, CancellationToken cancellationToken)
    {
        outcomes.Enqueue([.. recipients.Select(one => one.Address)]);
        return RefuseAsync(recipients.Select(one => one.Address));
    }

    private Task<IReadOnlyList<MailRefusal>> RefuseAsync(IEnumerable<string?> addresses) => Task.FromResult<IReadOnlyList<MailRefusal>>(
        [.. addresses.OfType<string>().Where(Bouncing.Contains).Select(address => new MailRefusal(address, "550 no such mailbox"))]);

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
