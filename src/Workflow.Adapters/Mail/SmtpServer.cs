using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Workflow.Adapters.Mail;

/// <summary>Sends through an SMTP server, one connection for each mail.</summary>
internal sealed partial class SmtpServer(string host, MailOptions options, ILogger logger) : IMailTransport
{
    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
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

        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    /// <summary>One recipient refused for good must not keep the mail from the others; all of them refused is an error.</summary>
    private sealed class Client(ILogger logger) : SmtpClient
    {
        private readonly List<string> refused = [];

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            if ((int)response.StatusCode < 500)
            {
                base.OnRecipientNotAccepted(message, mailbox, response);
            }

            refused.Add($"{mailbox.Address}: {response.Response}");
            Log.RecipientRefused(logger, mailbox.Address, message.MessageId, response.Response);
        }

        protected override void OnNoRecipientsAccepted(MimeMessage message) =>
            throw new InvalidOperationException($"The mail server refuses every recipient: {string.Join("; ", refused)}");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server refuses {Address} for mail {MessageId}: {Response}")]
        public static partial void RecipientRefused(ILogger logger, string address, string? messageId, string response);
    }
}
