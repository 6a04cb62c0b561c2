using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

/// <summary>Sends through an SMTP server, one connection for each mail.</summary>
internal sealed partial class SmtpServer(string host, MailOptions options, ILogger logger) : IMailTransport
{
    public async Task<IReadOnlyList<MailRefusal>> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var client = new Client(logger) { Timeout = (int)options.Timeout.TotalMilliseconds };
        var security = options.Security switch
        {
            SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
            SmtpSecurity.Ssl => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
        await client.ConnectAsync(host, options.SmtpPort, security, cancellationToken);
        if (!string.IsNullOrEmpty(options.User))
        {
            await client.AuthenticateAsync(options.User, options.Password ?? "", cancellationToken);
        }

        try
        {
            await client.SendAsync(message, cancellationToken);
        }
        catch (NobodyAcceptedException)
        {
            return client.Refused;
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
        return client.Refused;
    }

    /// <summary>One recipient refused for good must not keep the mail from the others; one refused for a while stops it.</summary>
    private sealed class Client(ILogger logger) : SmtpClient
    {
        public List<MailRefusal> Refused { get; } = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if ((int)response.StatusCode < 500)
            {
                base.OnRecipientNotAccepted(message, mailbox, response);
            }

            Refused.Add(new MailRefusal(mailbox.Address, $"{(int)response.StatusCode} {OneLine.Of(response.Response)}"));
            Log.RecipientRefused(logger, mailbox.Address, message.MessageId, response.Response);
        }

        protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new NobodyAcceptedException();
    }

    /// <summary>Ends the talk with the server before the content is sent that nobody gets.</summary>
    private sealed class NobodyAcceptedException : Exception;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server refuses {Address} for mail {MessageId}: {Response}")]
        public static partial void RecipientRefused(ILogger logger, string address, string? messageId, string response);
    }
}
