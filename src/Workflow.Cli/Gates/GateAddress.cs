using System.Net.Http.Headers;

namespace Workflow.Cli.Gates;

/// <summary>Where a gate is, and the token that says who calls.</summary>
internal sealed record GateAddress(Uri Url, string Token)
{
    /// <summary>The variable that holds the token: on the command line other users of the machine would see it.</summary>
    public const string TokenVariable = "GATE_TOKEN";

    /// <exception cref="FormatException">The URL or the token is missing or unfit.</exception>
    public static GateAddress Parse(string url, string? token)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + '/', UriKind.Absolute, out var gate) || gate.Scheme is not ("https" or "http"))
        {
            throw new FormatException($"--gate is '{url}', and must be an absolute https URL such as https://gate.example.com.");
        }

        if (gate.Scheme is not "https" && !gate.IsLoopback)
        {
            throw new FormatException($"--gate is '{url}': over http everyone in between could read the token. Use https.");
        }

        return string.IsNullOrWhiteSpace(token) ? throw new FormatException($"Set {TokenVariable} to your access token for the gate.")
            : token.Trim().Any(letter => letter is <= ' ' or > '~')
            ? throw new FormatException($"{TokenVariable} is no access token: it holds spaces, line breaks or other letters than ASCII.")
            : new GateAddress(gate, token.Trim());
    }

    /// <param name="content">Null for a request without a body.</param>
    public HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(Url, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return request;
    }
}
