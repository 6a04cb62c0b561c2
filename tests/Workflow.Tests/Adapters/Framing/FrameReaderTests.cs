using System.Text;
using CsCheck;
using Workflow.Adapters.Framing;

namespace Workflow.Tests.Adapters.Framing;

public sealed class FrameReaderTests
{
    private static readonly Gen<string> Delimiters = Gen.OneOf(Gen.Const("|"), Gen.Const("|-"), Gen.Const("a|a"));

    [Fact]
    public void Frames_Are_What_Stands_Between_Delimiters_However_The_Stream_Arrives() =>
        Gen.Select(Gen.String[Gen.Char["ab|-"], 0, 60], Delimiters, Gen.Int[1, 9], Gen.Int[1, 30]).Sample(
            (text, delimiter, chunk, max) =>
            {
                var parts = text.Split(delimiter);
                var expected = parts
                    .Select((part, index) => (
                        Text: part.Length > max ? part[..max] : part,
                        End: part.Length > max ? FrameEnd.Length : index < parts.Length - 1 ? FrameEnd.Delimiter : FrameEnd.Stream))
                    .Where(frame => frame is not { Text: "", End: FrameEnd.Stream });

                var frames = Read(new SlowStream(Encoding.ASCII.GetBytes(text), chunk), Encoding.ASCII.GetBytes(delimiter), max);

                Assert.Equal(expected, frames);
            });

    [Fact]
    public async Task A_Frame_That_Is_Too_Long_Takes_No_More_Memory_Than_Its_Beginning()
    {
        const int Max = 1024;
        await using var endless = new SlowStream(new byte[50_000_000], 60_000);
        var reader = new FrameReader(endless, "\n"u8.ToArray(), Max);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var frame = await reader.NextAsync(TestContext.Current.CancellationToken);

        Assert.Equal((Max, FrameEnd.Length), (frame!.Value.Content.Length, frame.Value.End));
        Assert.Null(await reader.NextAsync(TestContext.Current.CancellationToken));
        Assert.Equal(50_000_000, reader.BytesRead);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    private static List<(string Text, FrameEnd End)> Read(Stream stream, byte[] delimiter, int max)
    {
        var reader = new FrameReader(stream, delimiter, max);
        List<(string, FrameEnd)> frames = [];
        while (reader.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() is { } frame)
        {
            frames.Add((Encoding.ASCII.GetString(frame.Content.Span), frame.End));
        }

        return frames;
    }

    /// <summary>Gives at most so many bytes at a time, as pipes do.</summary>
    private sealed class SlowStream(byte[] content, int chunk) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
