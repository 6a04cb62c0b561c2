using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Kiota.Abstractions;
using Workflow.Orchestration.Ports;

namespace Workflow.Adapters.Graph;

/// <summary>Pictures of the members of the configured groups, and of nobody else in the tenant. Needs no further permission.</summary>
internal sealed partial class GraphPhotos(
    GraphConnection connection, GraphAccounts accounts, IOptions<GraphOptions> options, TimeProvider time, ILogger<GraphPhotos> logger)
    : IPersonPhotos
{
    private const string Size = "48x48";

    /// <summary>Of 48 by 48 points a picture has a few thousand bytes.</summary>
    private const int MostBytes = 100_000;

    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <summary>How long Graph is left alone after it gave no answer.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1);

    private readonly AgedFacts<PersonPhoto> known = new(Age, time);

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G'];

    public bool AreKept => options.Value.ReadPhotos;

    public async Task<PersonPhoto?> FindAsync(string personId, CancellationToken cancellationToken)
    {
        var id = personId.Trim().ToLowerInvariant();
        if (!AreKept)
        {
            return null;
        }

        try
        {
            if ((await accounts.GetGroupsAsync(cancellationToken)).Find(id) is { IsActiveMember: true } && known.ListUnread([id]).Count > 0)
            {
                known.Keep(id, await ReadAsync(id, cancellationToken));
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            known.KeepUnknown([id], RetryAfter);
            Log.Unknown(logger, failure.Message);
        }

        return known.Find(id);
    }

    private Task<PersonPhoto?> ReadAsync(string id, CancellationToken cancellationToken) => GraphFailures.AskAsync(
        $"what {id} looks like",
        async () =>
        {
            try
            {
                await using var content = await connection.Client.Users[id].Photos[Size].Content.GetAsync(
                    cancellationToken: cancellationToken);
                return content is null ? null : await ReadAsync(content, cancellationToken);
            }
            catch (ApiException refusal) when (refusal.ResponseStatusCode is 404)
            {
                return null;
            }
        });

    private static async Task<PersonPhoto?> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostBytes];
        var length = await content.ReadAtLeastAsync(buffer, MostBytes, throwOnEndOfStream: false, cancellationToken);
        return length < MostBytes && MediaTypeOf(buffer) is { } type ? new PersonPhoto(buffer[..length], type) : null;
    }

    /// <summary>By how the content begins, whatever the answer calls it.</summary>
    private static string? MediaTypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith(Jpeg) ? "image/jpeg"
        : content.StartsWith(Png) ? "image/png"
        : content.StartsWith("GIF8"u8) ? "image/gif"
        : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A picture for the console could not be read: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
