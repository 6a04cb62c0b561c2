using System.Security.Cryptography;
using System.Text;
using MimeKit;
using MimeKit.Text;
using Workflow.Core.Deployments;

namespace Workflow.Adapters.Mail;

/// <summary>What all mails of the gate have in common.</summary>
internal static class GateMail
{
    private const int MaxIdPart = 60;

    /// <param name="about">What the mail is about: a deployment's id, or the name of something else with a space in it.</param>
    /// <param name="kind">Tells the mails about one thing apart.</param>
    public static MimeMessage Create(
        string about, string kind, string subject, IEnumerable<MailboxAddress> to, MailBody body, MailOptions options, DateTimeOffset at)
    {
        var from = MailboxAddress.Parse(options.From);
        var thread = IdPart(about);
        var message = new MimeMessage
        {
            Date = at,
            Subject = OneLine.Of(subject),
            MessageId = $"{thread}.{kind}@{from.Domain}",
        };
        message.From.Add(from);
        message.To.AddRange(to);

        // No mail has this id: it only gathers the mails about one thing in a thread.
        message.References.Add($"{thread}@{from.Domain}");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var boundary = $"=-{Digest(message.MessageId)}";
        message.Body = new MultipartAlternative
        {
            new TextPart(TextFormat.Plain) { Text = body.Text },
            Page(body, $"{boundary}-page"),
        };

        // The same for each attempt, as everything else in the mail is.
        ((Multipart)message.Body).Boundary = boundary;
        return message;
    }

    /// <summary>The HTML, with its pictures where it has any.</summary>
    private static MimeEntity Page(MailBody body, string boundary)
    {
        var html = new TextPart(TextFormat.Html) { Text = body.Html };
        if (body.Pictures.Count == 0)
        {
            return html;
        }

        var page = new MultipartRelated { Boundary = boundary };
        page.Root = html;
        foreach (var picture in body.Pictures)
        {
            page.Add(new MimePart("image", "svg+xml")
            {
                Content = new MimeContent(new MemoryStream(Encoding.UTF8.GetBytes(picture.Svg))),
                ContentDisposition = new ContentDisposition(ContentDisposition.Inline) { FileName = picture.FileName },
                ContentId = picture.ContentId,
                ContentTransferEncoding = ContentEncoding.Base64,
            });
        }

        return page;
    }

    /// <summary>The console's page about a review. It shows and links; nothing is decided there.</summary>
    public static Uri PageOf(DeploymentId id, MailOptions options) =>
        new($"{options.ConsoleBaseUrl.AbsoluteUri.TrimEnd('/')}/deployments/{Uri.EscapeDataString(id.Value)}");

    /// <summary>The page where the person decides whose link it is, once they are signed in.</summary>
    public static Uri DecisionPage(string token, MailOptions options) =>
        new($"{options.ConsoleBaseUrl.AbsoluteUri.TrimEnd('/')}/decisions/{token}");

    /// <summary>
    /// A text as part of a Message-ID and of a file's name; a digest keeps two texts apart that look the same afterwards.
    /// </summary>
    public static string IdPart(string text)
    {
        var spaced = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' ? letter : '-'));
        var plain = spaced.Replace(' ', '_');
        return spaced == text && plain.Length is > 0 and <= MaxIdPart
            ? plain
            : $"{plain[..Math.Min(plain.Length, MaxIdPart)]}-{Digest(text)}";
    }

    public static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
