using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Azure.Core;
using MimeKit;
using Workflow.Adapters.Graph;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Mail;

/// <summary>
/// Sends through Microsoft Graph, as MIME, so that Message-ID and References stay as they are composed (learn.microsoft.com, "user:
/// sendMail"). What Graph accepts is not yet delivered: later bounces come to the mailbox.
/// </summary>
internal sealed class GraphMailbox(IHttpClientFactory clients, MailGraphOptions options) : IMailTransport
{
    /// <summary>Name of the HTTP client that sends.</summary>
    public const string ClientName = "Mail.Graph";

    /// <summary>Name of the HTTP client that asks Entra ID for tokens.</summary>
    public const string TokenClientName = "Mail.Graph.Token";

    private const string InvalidRecipients = "ErrorInvalidRecipients";
    private const int MaxErrorBytes = 64 * 1024;

    private readonly TokenCredential credential = GraphCredential.Of(
        options.UseManagedIdentity, options.TenantId, options.ClientId, options.ClientSecret, clients.CreateClient(TokenClientName));

    public async Task<IReadOnlyList<MailRefusal>> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var context = new TokenRequestContext([GraphCredential.ScopeOf(options.BaseUrl)]);
        var token = await credential.GetTokenAsync(context, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.SendMail);
        request.Content = await WriteAsync(message, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
        using var client = clients.CreateClient(ClientName);
        using var response = await client.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Accepted)
        {
            return [];
        }

        var code = await ReadCodeAsync(response, cancellationToken);
        return code == InvalidRecipients
            ? [.. message.To.Mailboxes.Select(mailbox => new MailRefusal(mailbox.Address, InvalidRecipients))]
            : throw new HttpRequestException(
                $"Microsoft Graph does not send mail {message.MessageId} from {options.Mailbox}: "
                + $"{(int)response.StatusCode} {code}.{Advice(response)}",
                null,
                response.StatusCode);
    }

    private static string Advice(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            " Let the application send from this mailbox (Mail.Send, by Exchange's RBAC for Applications), and check Mail:Graph:ClientId.",
        HttpStatusCode.NotFound => " Check Mail:Graph:Mailbox: it has to be a mailbox of Exchange Online.",
        _ => "",
    };

    private static async Task<HttpContent> WriteAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var mime = new MemoryStream();
        await message.WriteToAsync(mime, cancellationToken);
        return new StringContent(Convert.ToBase64String(mime.GetBuffer(), 0, (int)mime.Length), new MediaTypeHeaderValue("text/plain"));
    }

    private static async Task<string> ReadCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxErrorBytes, cancellationToken);
            using var document = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
            return document.RootElement.GetProperty("error").GetProperty("code").GetString() ?? "";
        }
        catch (Exception unreadable)
            when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or HttpRequestException)
        {
            return $"{response.StatusCode}";
        }
    }
}
