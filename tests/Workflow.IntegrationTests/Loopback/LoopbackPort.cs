using System.Net;
using System.Net.Sockets;

namespace Workflow.IntegrationTests.Loopback;

internal static class LoopbackPort
{
    /// <summary>A TCP port of this machine that nobody listens on.</summary>
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
