using System.Net;
using System.Net.Sockets;

namespace Workflow.LocalHost.Hosting;

/// <summary>Looks at an address before anything is written for the host that will listen there.</summary>
internal static class ListenAddress
{
    /// <exception cref="GateConfigurationException">Somebody listens there already.</exception>
    public static void EnsureFree(Uri url)
    {
        try
        {
            var address = IPAddress.TryParse(url.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Loopback;
            using var listener = new TcpListener(address, url.Port);
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw new GateConfigurationException(
                $"Cannot listen on {url}: {taken.Message}. Another gate may be running: stop it, or choose another address with --url.");
        }
    }
}
