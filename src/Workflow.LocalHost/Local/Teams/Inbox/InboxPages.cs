using System.Net;
using Workflow.Core;
using Workflow.Core.Deployments;
using Workflow.Core.Reviews;
using Workflow.LocalHost.Local.Teams.Connector;
using Workflow.Orchestration.Ports;

namespace Workflow.LocalHost.Local.Teams.Inbox;

/// <summary>The HTML of the inbox. The list works without scripts; a chat needs one, because cards are rendered by a script.</summary>
internal sealed class InboxPages(LocalChats chats, IPeopleDirectory people)
{
    private const string Security =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task<IResult> ListAsync(CancellationToken cancellationToken)
    {
        List<(string Name, string Html)> rows = [];
        foreach (var chat in await chats.ListAsync(cancellationToken))
        {
            var messages = await chats.ListMessagesAsync(chat.ConversationId, cancellationToken);
            var open = messages.Count(message => InboxCard.Of(message).AsksForDecision);
            var last = messages.Count == 0 ? null : InboxCard.Of(messages[^1]);
            var name = await NameAsync(chat, cancellationToken);
            rows.Add((name, Row(chat, name, open, last?.Summary ?? last?.Text)));
        }

        var list = rows.Count == 0
            ? "<p class=\"empty\">Nobody has been asked yet. A reviewer appears here with their first card.</p>"
            : $"<ul class=\"people\">{string.Concat(rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => row.Html))}</ul>";
        return Page(
            "Inbox",
            $"<header><h1>Inbox</h1><p>Teams on this machine: choose whose chat to open.</p></header><main>{list}</main>",
            refresh: true);
    }

    public async Task<IResult> ChatAsync(LocalChat chat, CancellationToken cancellationToken)
    {
        var person = await FindAsync(chat, cancellationToken);
        var name = Encode(Name(chat, person));
        var level = person is null ? string.Empty : $"{Encode(Words.Of(person.Level))}, ";
        return Page($"{name}: chat with the gate", $"""
            <header><a class="back" href="/local/inbox" aria-label="All reviewers">‹</a><div><h1>{name}</h1>
            <p>{level}chat with the deployment review gate</p></div></header>
            <main id="chat" aria-live="polite"><p class="empty">Loading the cards …</p></main>
            <noscript><p class="empty">Cards are shown by a script; allow scripts for this page.</p></noscript>
            <script src="/local/inbox/adaptivecards.js"></script><script src="/local/inbox/inbox.js"></script>
            """);
    }

    public static IResult Problem(int status, string title, string explanation) => Page(title, $"""
        <header><a class="back" href="/local/inbox" aria-label="All reviewers">‹</a><div><h1>{Encode(title)}</h1></div></header>
        <main><p class="empty">{Encode(explanation)}</p></main>
        """, status);

    public async Task<string> NameAsync(LocalChat chat, CancellationToken cancellationToken) =>
        Name(chat, await FindAsync(chat, cancellationToken));

    private static string Row(LocalChat chat, string name, int open, string? last)
    {
        var initials = string.Concat(name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(part => part[0]));
        var badge = open == 0 ? string.Empty : $"<span class=\"badge\" title=\"open cards\">{open}</span>";
        return $"""
            <li><a href="/local/inbox/{Uri.EscapeDataString(chat.ObjectId)}"><span class="avatar"
                aria-hidden="true">{Encode(initials)}</span>
            <span class="who"><strong>{Encode(name)}</strong><span>{Encode(last ?? "No cards yet")}</span></span>{badge}</a></li>
            """;
    }

    private Task<Person?> FindAsync(LocalChat chat, CancellationToken cancellationToken) =>
        people.FindAsync(new ActorIdentity(ObjectId: chat.ObjectId), cancellationToken);

    private static string Name(LocalChat chat, Person? person) => person?.Name ?? chat.ObjectId;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static SecuredPage Page(string title, string body, int status = StatusCodes.Status200OK, bool refresh = false) => new(
        $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        {(refresh ? "<meta http-equiv=\"refresh\" content=\"10\">" : string.Empty)}<title>{title}</title>
        <link rel="icon" href="data:,"><link rel="stylesheet" href="/local/inbox/inbox.css"></head><body>
        {body}
        </body></html>
        """,
        status);

    private sealed class SecuredPage(string html, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ContentSecurityPolicy = Security;
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            httpContext.Response.Headers.CacheControl = "no-store";
            return TypedResults.Content(html, "text/html; charset=utf-8", statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
