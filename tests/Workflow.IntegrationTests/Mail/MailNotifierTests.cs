using System.Globalization;
using System.Text;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Workflow.Adapters.Mail;
using Workflow.Core.Policy;
using Workflow.Core.Reports;
using Workflow.Core.Reviews;
using Workflow.IntegrationTests.Tables;
using Workflow.Orchestration.Ports;

namespace Workflow.IntegrationTests.Mail;

public sealed class MailNotifierTests : IDisposable
{
    private static readonly Review Review = TableFixtures.NewReview("payments-42");
    private static readonly EscalationStep Step = new("second reviewer", Level.Senior, TimeSpan.FromHours(2));
    private static readonly Person Grace = Named("grace.hopper", "Grace Höpper");
    private static readonly Person Barbara = Named("barbara.liskov", "Barbara Liskov");

    private readonly List<string> warnings = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mail-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task The_Server_Gets_The_Mail_With_Its_Envelope()
    {
        await using var server = new LoopbackSmtpServer();

        await Notifier(server).SendEscalationAsync(Review, Step, [Grace, Barbara], null, Cancellation);

        var mail = Assert.Single(server.Accepted);
        Assert.Equal("gate@example.com", mail.Sender);
        Assert.Equal(["grace.hopper@example.com", "barbara.liskov@example.com"], mail.Recipients);
        Assert.Matches("^payments-42\\.second_reviewer\\.[0-9a-f]{12}\\.escalation@example\\.com$", mail.Message.MessageId);
        Assert.Equal("Grace Höpper", mail.Message.To[0].Name);
        Assert.Contains("/deployments/payments-42", mail.Message.TextBody!, StringComparison.Ordinal);
        Assert.Contains("/deployments/payments-42", mail.Message.HtmlBody!, StringComparison.Ordinal);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task An_Alarm_Goes_To_The_Operators()
    {
        await using var server = new LoopbackSmtpServer();

        await Notifier(server).SendAlarmAsync(Review, "the pipeline is gone", Cancellation);

        Assert.Equal(["operators@example.com"], Assert.Single(server.Accepted).Recipients);
    }

    [Fact]
    public async Task The_End_Of_A_Friction_Control_Goes_To_Its_Owner_And_The_Operators()
    {
        await using var server = new LoopbackSmtpServer();
        var control = new FrictionControl(
            "careful", "digest", "lead@example.com", "the outage", null, new FrictionScope(["production"], []),
            new ReviewRequirement(Level.Senior, 2), TableFixtures.Noon, TableFixtures.Noon.AddDays(30), FrictionMode.Enforce);

        await Notifier(server).SendFrictionNoticeAsync(control, FrictionNotice.Ended, Cancellation);

        Assert.Equal(["lead@example.com", "operators@example.com"], Assert.Single(server.Accepted).Recipients);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task One_Refused_Recipient_Does_Not_Keep_The_Mail_From_The_Others()
    {
        await using var server = new LoopbackSmtpServer { RecipientAnswers = { ["grace.hopper@example.com"] = "550 no such mailbox" } };

        var refusals = await Notifier(server).SendEscalationAsync(Review, Step, [Grace, Barbara], null, Cancellation);

        Assert.Equal(["barbara.liskov@example.com"], Assert.Single(server.Accepted).Recipients);
        Assert.Equal(new MailRefusal("grace.hopper@example.com", "550 no such mailbox"), Assert.Single(refusals));
    }

    [Fact]
    public async Task A_Bounce_Is_Told_And_Is_No_Failure()
    {
        await using var server = new LoopbackSmtpServer { RecipientAnswers = { ["grace.hopper@example.com"] = "550 no such mailbox" } };

        var refusals = await Notifier(server).SendEscalationAsync(Review, Step, [Grace], "token", Cancellation);

        Assert.Equal("grace.hopper@example.com", Assert.Single(refusals).Address);
        Assert.Empty(server.Accepted);
        Assert.Empty(server.Violations);
    }

    [Theory]
    [InlineData("550 no such mailbox")]
    [InlineData("451 try again later")]
    public async Task An_Alarm_That_Reaches_Nobody_Is_An_Error(string answer)
    {
        await using var server = new LoopbackSmtpServer { RecipientAnswers = { ["operators@example.com"] = answer } };

        await Assert.ThrowsAnyAsync<Exception>(() => Notifier(server).SendAlarmAsync(Review, "p", Cancellation));

        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task A_Second_Attempt_Sends_Nothing_And_One_That_Failed_Is_Made_Again()
    {
        await using var server = new LoopbackSmtpServer { RecipientAnswers = { ["grace.hopper@example.com"] = "451 try again later" } };
        var notifier = Notifier(server);
        await Assert.ThrowsAsync<SmtpCommandException>(() => notifier.SendEscalationAsync(Review, Step, [Grace], "token", Cancellation));
        server.RecipientAnswers.Clear();

        await notifier.SendEscalationAsync(Review, Step, [Grace], "token", Cancellation);
        await notifier.SendEscalationAsync(Review, Step, [Grace], "token", Cancellation);

        var mail = Assert.Single(server.Accepted);
        Assert.Contains("/decisions/token", mail.Message.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Mails_Of_A_Review_Are_A_Thread_That_Ends_With_Its_Outcome()
    {
        await using var server = new LoopbackSmtpServer();
        var notifier = Notifier(server);
        var asked = new AskedReviewer(Grace, "first", Level.Senior, null, "why", TableFixtures.Noon, TableFixtures.Noon) { ByMail = true };
        var ended = Review with { Outcome = ReviewOutcome.Cancelled(OutcomeReason.TimedOut, "Nobody decided in time.") };

        await notifier.SendReviewRequestAsync(Review, asked, "token", Cancellation);
        await notifier.SendReminderAsync(Review, asked, "first.1", "token", Cancellation);
        await notifier.SendOutcomeAsync(ended, [new MailRecipient("Grace Höpper", "grace.hopper@example.com")], Cancellation);
        await notifier.SendOutcomeAsync(ended, [new MailRecipient("Grace Höpper", "grace.hopper@example.com")], Cancellation);

        Assert.Equal(3, server.Accepted.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal(3, server.Accepted.Count);
        Assert.All(server.Accepted, mail => Assert.Equal(["payments-42@example.com"], mail.Message.References));
        Assert.Equal("Grace Höpper", server.Accepted[^1].Message.To[0].Name);
        Assert.StartsWith("Cancelled: ", server.Accepted[^1].Message.Subject, StringComparison.Ordinal);
        Assert.Empty(server.Violations);
    }

    [Fact]
    public async Task A_Recipient_Who_Is_Refused_For_A_While_Makes_The_Whole_Mail_Be_Tried_Again()
    {
        await using var server = new LoopbackSmtpServer { RecipientAnswers = { ["grace.hopper@example.com"] = "451 try again later" } };

        await Assert.ThrowsAsync<SmtpCommandException>(
            () => Notifier(server).SendEscalationAsync(Review, Step, [Grace, Barbara], null, Cancellation));

        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task The_Account_Is_Used_Where_One_Is_Configured()
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("\0gate\0secret"));
        await using var server = new LoopbackSmtpServer { Credentials = credentials };

        await Notifier(server, ("User", "gate"), ("Password", "secret")).SendAlarmAsync(Review, "p", Cancellation);

        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task A_Server_Without_Encryption_Gets_No_Mail_When_Encryption_Is_Asked_For()
    {
        await using var server = new LoopbackSmtpServer();

        await Assert.ThrowsAsync<NotSupportedException>(
            () => Notifier(server, ("Security", "StartTls")).SendAlarmAsync(Review, "p", Cancellation));

        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task Without_A_Server_A_Second_Attempt_Replaces_The_File_Of_The_First()
    {
        await Notifier(null).SendEscalationAsync(Review, Step, [Grace], null, Cancellation);
        await Notifier(null).SendEscalationAsync(Review, Step, [Grace], null, Cancellation);

        var file = Assert.Single(folder.GetFiles());
        Assert.Matches("^payments-42\\.second_reviewer\\.[0-9a-f]{12}\\.escalation\\.eml$", file.Name);
        var message = await MimeMessage.LoadAsync(file.FullName, Cancellation);
        Assert.Equal("Grace Höpper", message.To[0].Name);
    }

    [Fact]
    public async Task Nothing_Is_Sent_Where_Nobody_Has_An_Address()
    {
        await Notifier(null).SendEscalationAsync(Review, Step, [Grace with { Emails = [] }], null, Cancellation);

        Assert.Empty(folder.GetFiles());
    }

    [Fact]
    public async Task An_Alarm_Without_Operators_Is_An_Error_In_The_Log()
    {
        await Notifier(null, ("OperatorAddresses:0", null)).SendAlarmAsync(Review, "the pipeline is gone", Cancellation);

        Assert.Empty(folder.GetFiles());
        Assert.Contains("the pipeline is gone", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Weekly_Report_Is_Sent_To_The_Operators_Or_The_Log_Says_That_Nobody_Gets_It()
    {
        var report = WeeklyReport.Of(new IsoWeek(2026, 10), [], [], TableFixtures.Noon);

        await Notifier(null, ("OperatorAddresses:0", null)).SendWeeklyReportAsync(report, Cancellation);
        Assert.Empty(folder.GetFiles());
        Assert.Contains("2026-W10", Assert.Single(warnings), StringComparison.Ordinal);

        await Notifier(null).SendWeeklyReportAsync(report, Cancellation);
        Assert.Equal("weekly_report.2026-W10.eml", Assert.Single(folder.GetFiles()).Name);
    }

    private static Person Named(string id, string name) => new(id, name, Level.Senior) { Emails = [$"{id}@example.com"] };

    private IMailNotifier Notifier(LoopbackSmtpServer? server, params (string Key, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["From"] = "Gate <gate@example.com>",
            ["Security"] = "None",
            ["PickupFolder"] = folder.FullName,
            ["OperatorAddresses:0"] = "operators@example.com",
            ["SmtpHost"] = server is null ? null : "127.0.0.1",
            ["SmtpPort"] = server?.Port.ToString(CultureInfo.InvariantCulture) ?? "587",
        };
        foreach (var (key, value) in settings)
        {
            values[key] = value;
        }

        var settled = values.Where(setting => setting.Value is not null);
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(new WarningLog(warnings)))
            .AddSingleton<IDeliveryLog, DeliveriesInMemory>();
        services.AddMail(new ConfigurationBuilder().AddInMemoryCollection(settled).Build());
        return services.BuildServiceProvider().GetRequiredService<IMailNotifier>();
    }

    private sealed class WarningLog(List<string> warnings) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                warnings.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
