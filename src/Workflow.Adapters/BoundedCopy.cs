using System.Buffers;

namespace Workflow.Adapters;

/// <summary>Copies what others send, up to a limit.</summary>
internal static class BoundedCopy
{
    private const int BufferSize = 81_920;

    /// <returns>Whether the content has no more than so many bytes; if it has, not all was copied.</returns>
    public static async Task<bool> CopyAsync(
        HttpContent content, long maxBytes, Stream destination, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            return false;
        }

        await using var source = await content.ReadAsStreamAsync(cancellationToken);
        return await CopyAsync(source, maxBytes, destination, cancellationToken);
    }

    /// <returns>Whether the source has no more than so many bytes; if it has, not all was copied.</returns>
    public static async Task<bool> CopyAsync(
        Stream source, long maxBytes, Stream destination, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (var left = maxBytes; await source.ReadAsync(buffer, cancellationToken) is var length and > 0;)
            {
                left -= length;
                if (left < 0)
                {
                    return false;
                }

                await destination.WriteAsync(buffer.AsMemory(0, length), cancellationToken);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
