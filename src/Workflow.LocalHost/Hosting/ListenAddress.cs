using System.Net;
using System.Net.Sockets;

namespace Workflow.LocalHost.Hosting;

/// <summary>The address that a host is to listen on.</summary>
internal static class ListenAddress
{
    /// <summary>Looks before anything is written for the host that will listen there.</summary>
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
            throw Taken(url, taken);
        }
    }

    /// <summary>What to tell a user whose address cannot be had.</summary>
    public static GateConfigurationException Taken(Uri url, Exception reason) => new(
        $"Cannot listen on {url}: {reason.Message}. Another gate may be running: stop it, or choose another address with --url.");
}
