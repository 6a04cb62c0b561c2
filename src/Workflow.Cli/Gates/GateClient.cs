using System.Net.Http.Json;
using System.Text.Json;
using Workflow.Core;

namespace Workflow.Cli.Gates;

/// <summary>Talks with a gate's JSON API.</summary>
internal sealed class GateClient(GateAddress gate, HttpMessageHandler? handler = null)
{
    /// <summary>Longer than the gate works on a request.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(100);

    /// <returns>The gate's answer, a JSON object.</returns>
    /// <exception cref="IOException">The gate refuses or cannot be reached; the message says why.</exception>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, cancellationToken);

    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="IOException">The gate refuses or cannot be reached; the message says why.</exception>
    public async Task<string> PostAsync(string path, IReadOnlyDictionary<string, object> body, CancellationToken cancellationToken) =>
        Text(await SendAsync(HttpMethod.Post, path, JsonContent.Create(body), cancellationToken), "message") ?? "Done.";

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellationToken)
    {
        // A redirect is not followed: the token is for this gate only.
        using var client =
            new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }, handler is null) { Timeout = Timeout };
        using var request = gate.Request(method, path, body);
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            var answer = await ReadAsync(response, cancellationToken);
            return !response.IsSuccessStatusCode
                ? throw new IOException(
                    $"The gate refuses ({(int)response.StatusCode}): "
                    + $"{Text(answer, "detail") ?? Guess(response)}")
                : answer is { ValueKind: JsonValueKind.Object } known
                ? known
                : throw new IOException($"What answers at {gate.Url} is no gate: it sent no JSON object.");
        }
        catch (HttpRequestException failure)
        {
            throw new IOException($"The gate at {gate.Url} cannot be reached: {failure.Message}", failure);
        }
        catch (TaskCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The gate at {gate.Url} did not answer within {Timeout.TotalSeconds:0} s. Send it again.", failure);
        }
    }

    /// <summary>What it probably is where the gate itself does not say.</summary>
    private static string Guess(HttpResponseMessage response) => (int)response.StatusCode switch
    {
        401 => $"{GateAddress.TokenVariable} is not taken. It may have expired, or be for something else than the gate.",
        404 or (>= 300 and < 400) => $"{response.ReasonPhrase}. There may be no gate at this URL, or a sign-in before it.",
        _ => response.ReasonPhrase ?? "no reason given",
    };

    private static async Task<JsonElement?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        }
        catch (JsonException)
        {
            // A proxy's page: its status says what there is to say.
            return null;
        }
    }

    private static string? Text(JsonElement? answer, string property) =>
        answer is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty(property, out var value)
        && value.ValueKind is JsonValueKind.String
            ? Visible.Of(value.GetString()!)
            : null;
}
