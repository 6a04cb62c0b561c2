using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Workflow.Adapters.Tables;

/// <summary>Row and partition keys: they may not contain '/', '\', '#', '?' or control characters, and are sorted as text.</summary>
public static class TableKey
{
    /// <summary>A key for texts that come from outside and may contain anything: the same for the same texts in the same order.</summary>
    public static string Hash(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            // The length before each text keeps two neighbours from being read as one.
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>A key under which larger numbers come first: a table can only be read forward, and the newest is wanted first.</summary>
    /// <param name="number">0 or more.</param>
    public static string Descending(long number) => (long.MaxValue - number).ToString("D19", CultureInfo.InvariantCulture);
}
