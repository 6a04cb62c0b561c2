using MimeKit;

namespace Workflow.Adapters.Mail;

/// <summary>Hands a finished mail on. A second attempt with the same Message-ID does no harm.</summary>
internal interface IMailTransport
{
    Task SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
