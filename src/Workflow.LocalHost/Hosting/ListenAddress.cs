using System.Net;
using System.Net.Sockets;

namespace Workflow.LocalHost.Hosting;

/// <summary>The address that a host is to listen on.</summary>
internal static class ListenAddress
{
    private const string Advice = "Another gate may be running: stop it, or choose another address with --url.";

    /// <summary>Looks before anything is written for the host that will listen there.</summary>
    /// <param name="advice">How to mend it, where it is not a gate that will listen.</param>
    /// <exception cref="GateConfigurationException">Somebody listens there already.</exception>
    public static void EnsureFree(Uri url, string advice = Advice)
    {
        try
        {
            var address = IPAddress.TryParse(url.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Loopback;
            using var listener = new TcpListener(address, url.Port);
            listener.Start();
        }
        catch (SocketException taken)
        {
            throw Taken(url, taken, advice);
        }
    }

    /// <summary>What to tell a user whose address cannot be had.</summary>
    public static GateConfigurationException Taken(Uri url, Exception reason, string advice = Advice) =>
        new($"Cannot listen on {url}: {reason.Message}. {advice}");
}
