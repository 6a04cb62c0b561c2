using System.Net;
using System.Net.Sockets;

namespace Workflow.IntegrationTests.Loopback;

internal static class LoopbackPort
{
    /// <summary>Below the ports that systems give to outgoing connections, one of which could take the port before its server does.</summary>
    private const int First = 20_000;

    private const int Count = 10_000;

    private static int last = Environment.ProcessId * 31;

    /// <summary>A TCP port of this machine that nobody listens on, and that no other caller gets.</summary>
    public static int FindFree()
    {
        while (true)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref last) % Count);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there; the next one may be free.
            }
        }
    }
}
