using System.Net.Sockets;

namespace Workflow.LocalHost.Storage;

/// <summary>Asks whether something speaks HTTP at the table service's address; any answer will do, a refusal too.</summary>
internal sealed class TableEndpointProbe(Uri endpoint) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(endpoint, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();
}
