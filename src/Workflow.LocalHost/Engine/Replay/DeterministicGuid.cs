using System.Security.Cryptography;
using System.Text;

namespace Workflow.LocalHost.Engine.Replay;

/// <summary>Identifiers made from a name: version 8 of RFC 9562, the first half of the name's SHA-256.</summary>
internal static class DeterministicGuid
{
    public static Guid From(string name)
    {
        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
