using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Workflow.Adapters.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>Encrypted by STARTTLS; a server that does not offer it gets no mail.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Ssl,

    /// <summary>Not encrypted: for a relay on the same machine or network.</summary>
    None,
}

/// <summary>How the gate sends mail: through an SMTP server or Microsoft Graph where one is named, else into a folder.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>The sender. Default <c>Deployment review gate &lt;gate@localhost&gt;</c>; its domain is that of the Message-IDs.</summary>
    [Required]
    public string From { get; set; } = "Deployment review gate <gate@localhost>";

    /// <summary>Host name of the SMTP server; default none, which means the pickup folder.</summary>
    public string? SmtpHost { get; set; }

    /// <summary>1 to 65535, default 587 (RFC 6409).</summary>
    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary>Default <see cref="SmtpSecurity.StartTls"/>.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Account at the server; default none, which means no authentication.</summary>
    public string? User { get; set; }

    /// <summary>The account's password. A secret.</summary>
    public string? Password { get; set; }

    /// <summary>The longest wait for the server, in time. 1 s to 5 min, default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A mailbox to send from through Microsoft Graph, in place of an SMTP server. Default none.</summary>
    public MailGraphOptions Graph { get; } = new();

    /// <summary>Where mails are put as .eml files while no server is named. Default <c>.local/mail</c> in the current folder.</summary>
    [Required]
    public string PickupFolder { get; set; } = Path.Combine(".local", "mail");

    /// <summary>Absolute http or https URL of the console, for the links. Default <c>http://127.0.0.1:7071</c>.</summary>
    [Required]
    public Uri ConsoleBaseUrl { get; set; } = new("http://127.0.0.1:7071");

    /// <summary>Who gets the alarms. Default nobody: alarms then are log errors only.</summary>
    public IList<string> OperatorAddresses { get; } = [];

    /// <summary>Who gets the weekly report. Default nobody here, which means the operators.</summary>
    public IList<string> ReportAddresses { get; } = [];

    /// <summary>Those who get the weekly report; empty where nobody is configured.</summary>
    internal IList<string> ReportRecipients => ReportAddresses.Count > 0 ? ReportAddresses : OperatorAddresses;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Mailboxes.TryParse(From, out _))
        {
            yield return Problem(nameof(From), $"Mail:From '{From}' is no address such as 'Gate <gate@example.com>'.");
        }

        foreach (var address in OperatorAddresses.Where(address => !Mailboxes.TryParse(address, out _)))
        {
            yield return Problem(nameof(OperatorAddresses), $"Mail:OperatorAddresses has '{address}', which is no address.");
        }

        foreach (var address in ReportAddresses.Where(address => !Mailboxes.TryParse(address, out _)))
        {
            yield return Problem(nameof(ReportAddresses), $"Mail:ReportAddresses has '{address}', which is no address.");
        }

        if (ConsoleBaseUrl is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            yield return Problem(nameof(ConsoleBaseUrl), "Mail:ConsoleBaseUrl must be an absolute http or https URL.");
        }

        if (string.IsNullOrEmpty(User) != string.IsNullOrEmpty(Password))
        {
            yield return Problem(nameof(Password), "Mail:User and Mail:Password belong together: set both or none.");
        }

        if (Graph.IsUsed && !string.IsNullOrEmpty(SmtpHost))
        {
            yield return Problem(nameof(Graph), "Mail:SmtpHost and Mail:Graph:Mailbox are two ways to send the same mails: set one.");
        }

        foreach (var problem in Graph.Validate())
        {
            yield return problem;
        }

        if (!string.IsNullOrEmpty(User) && Security is SmtpSecurity.None && !IsLoopback(SmtpHost))
        {
            yield return Problem(
                nameof(Security), "Mail:Security None would send the password readable for everyone in between: use StartTls or Ssl.");
        }
    }

    private static bool IsLoopback(string? host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static ValidationResult Problem(string member, string message) => new(message, [member]);
}
