using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Workflow.IntegrationTests.Mail;

/// <summary>
/// A mail server on this machine that holds clients to the order of RFC 5321 and keeps what it accepted. A command out of order is
/// answered with 503 and remembered.
/// </summary>
internal sealed class LoopbackSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public LoopbackSmtpServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Answers to RCPT by address; 250 for all others.</summary>
    public Dictionary<string, string> RecipientAnswers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Base64 of what AUTH PLAIN must bring; null for a server without authentication.</summary>
    public string? Credentials { get; init; }

    public List<AcceptedMail> Accepted { get; } = [];

    public List<string> Violations { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await ServeAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1);
            await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
            await TalkAsync(reader, writer);
        }
        catch (IOException)
        {
            // A client may hang up at any moment.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var (authenticated, sender) = (Credentials is null, (string?)null);
        List<string> recipients = [];
        await writer.WriteLineAsync("220 loopback");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync(Credentials is null ? "250 loopback" : "250-loopback\r\n250 AUTH PLAIN");
                    break;
                case "AUTH":
                    authenticated = line == $"AUTH PLAIN {Credentials}";
                    await writer.WriteLineAsync(authenticated ? "235 ok" : "535 wrong credentials");
                    break;
                case "MAIL" when authenticated && sender is null:
                    sender = AddressIn(line);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "RCPT" when sender is not null:
                    var answer = RecipientAnswers.GetValueOrDefault(AddressIn(line), "250 ok");
                    if (answer.StartsWith('2'))
                    {
                        recipients.Add(AddressIn(line));
                    }

                    await writer.WriteLineAsync(answer);
                    break;
                case "DATA" when recipients.Count > 0:
                    await writer.WriteLineAsync("354 go on");
                    Accepted.Add(new AcceptedMail(sender!, [.. recipients], await ReadMessageAsync(reader)));
                    (sender, recipients) = (null, []);
                    await writer.WriteLineAsync("250 kept");
                    break;
                case "RSET":
                    (sender, recipients) = (null, []);
                    await writer.WriteLineAsync("250 ok");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    Violations.Add(line);
                    await writer.WriteLineAsync("503 out of order");
                    break;
            }
        }
    }

    private async Task<MimeMessage> ReadMessageAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), stop.Token);
    }

    private static string AddressIn(string line) => line.Split('<', '>')[1];
}

/// <summary>A mail with its envelope.</summary>
internal sealed record AcceptedMail(string Sender, IReadOnlyList<string> Recipients, MimeMessage Message);
