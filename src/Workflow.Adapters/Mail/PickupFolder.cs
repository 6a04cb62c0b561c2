using MimeKit;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

/// <summary>Puts each mail into a folder as an .eml file named after its Message-ID: a second attempt replaces the first.</summary>
internal sealed class PickupFolder(string path) : IMailTransport
{
    private readonly string folder = Path.GetFullPath(path);

    public async Task<IReadOnlyList<MailRefusal>> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = message.MessageId!.Split('@')[0];

        // Whoever collects .eml files never sees half of one: the name appears when the content is complete.
        var temporary = Path.Combine(folder, $"{name}.{Guid.NewGuid():N}.tmp");
        await message.WriteToAsync(temporary, cancellationToken);
        File.Move(temporary, Path.Combine(folder, $"{name}.eml"), overwrite: true);
        return [];
    }
}
