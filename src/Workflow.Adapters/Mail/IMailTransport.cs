using MimeKit;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

/// <summary>Hands a finished mail on. A second attempt with the same Message-ID does no harm.</summary>
internal interface IMailTransport
{
    /// <returns>Those whom the server refuses for good. The others get the mail.</returns>
    Task<IReadOnlyList<MailRefusal>> SendAsync(MimeMessage message, CancellationToken cancellationToken);
}
