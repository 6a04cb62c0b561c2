using System.Net;
using System.Text;

namespace Workflow.Adapters.Mail;

/// <summary>
/// What a mail says, written once and shown as plain text and as HTML. Texts may come from outside: each becomes one line.
/// </summary>
internal sealed class MailBody
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder html = new();

    /// <summary>Those that the HTML shows, each by its <see cref="MailPicture.ContentId"/>.</summary>
    public List<MailPicture> Pictures { get; } = [];

    public string Text => text.ToString();

    public string Html => $"""
        <!DOCTYPE html>
        <html lang="en">
        <body style="font-family: sans-serif; max-width: 45em">
        {html}</body>
        </html>

        """;

    public MailBody Paragraph(string words)
    {
        var line = OneLine.Of(words);
        text.Append(line).Append("\n\n");
        html.Append("<p>").Append(Encode(line)).Append("</p>\n");
        return this;
    }

    public MailBody Paragraphs(IEnumerable<string> words) => words.Aggregate(this, (body, one) => body.Paragraph(one));

    /// <summary>A titled list; nothing where there are no items.</summary>
    public MailBody Section(string title, IEnumerable<string> items)
    {
        string[] lines = [.. items.Select(OneLine.Of)];
        if (lines.Length == 0)
        {
            return this;
        }

        text.Append(title).Append('\n');
        html.Append("<h3>").Append(Encode(title)).Append("</h3>\n<ul>\n");
        foreach (var line in lines)
        {
            text.Append("  - ").Append(line).Append('\n');
            html.Append("<li>").Append(Encode(line)).Append("</li>\n");
        }

        text.Append('\n');
        html.Append("</ul>\n");
        return this;
    }

    /// <summary>In HTML only; plain text must have said what it shows.</summary>
    public MailBody Picture(MailPicture? picture)
    {
        if (picture is not null)
        {
            Pictures.Add(picture);
            var (source, alternative) = ($"cid:{picture.ContentId}", Encode(picture.Alternative));
            html.Append("<p><img src=\"").Append(source).Append("\" alt=\"").Append(alternative).Append("\"></p>\n");
        }

        return this;
    }

    public MailBody Link(string title, Uri url)
    {
        text.Append(title).Append(":\n").Append(url.AbsoluteUri).Append("\n\n");
        html.Append("<p><a href=\"").Append(Encode(url.AbsoluteUri)).Append("\">").Append(Encode(title)).Append("</a></p>\n");
        return this;
    }

    /// <summary>How to decide: by the link, or in Teams where the mail has none.</summary>
    /// <param name="token">Of the reader's own link; null for none.</param>
    /// <param name="inTeams">What is said where there is no link.</param>
    public MailBody Decision(string? token, string inTeams, MailOptions options) => token is null
        ? Paragraph($"{inTeams} This mail decides nothing.")
        : Paragraph(
            "You can decide on the page that the link leads to. It is yours alone: it demands your sign-in, takes one decision, and counts "
            + "until the last deadline of this review.")
            .Link("Decide", GateMail.DecisionPage(token, options));

    private static string Encode(string words) => WebUtility.HtmlEncode(words);
}
