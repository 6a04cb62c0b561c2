using System.IO.Compression;
using Azure.Data.Tables;

namespace Workflow.Adapters.Tables;

/// <summary>
/// Bytes of any likely size in one entity, compressed and spread over binary properties: one holds at most 64 KiB, an entity 1 MiB
/// (learn.microsoft.com, "Understanding the Table service data model"). One entity keeps every write a single conditional one.
/// </summary>
public static class PackedProperty
{
    private const int ChunkLength = 64 * 1024;

    /// <summary>Leaves room in the entity's 1 MiB for its keys and other properties.</summary>
    private const int MostChunks = 15;

    /// <exception cref="InvalidOperationException">The content stays too large for an entity.</exception>
    public static void Write(TableEntity entity, string name, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            brotli.Write(content);
        }

        var chunks = packed.ToArray().Chunk(ChunkLength).ToArray();
        if (chunks.Length > MostChunks)
        {
            throw new InvalidOperationException(
                $"{name} of {entity.PartitionKey} has {content.Length} bytes, packed {packed.Length}; "
                + $"an entity holds {ChunkLength * MostChunks}");
        }

        for (var part = 0; part < chunks.Length; part++)
        {
            entity[$"{name}_{part}"] = chunks[part];
        }
    }

    /// <returns>The content as it was written.</returns>
    public static byte[] Read(TableEntity entity, string name)
    {
        using var packed = new MemoryStream();
        for (var part = 0; entity.GetBinary($"{name}_{part}") is { } chunk; part++)
        {
            packed.Write(chunk);
        }

        packed.Position = 0;
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var content = new MemoryStream();
        brotli.CopyTo(content);
        return content.ToArray();
    }
}
