using Microsoft.AspNetCore.Http;
using Workflow.Api.Routing;

namespace Workflow.Tests.Api;

public sealed class RequestBodyTests
{
    private const int Limit = 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Limit)]
    public async Task A_Body_Within_The_Limit_Is_Read_To_The_Byte(int length)
    {
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        var request = Request(new MemoryStream(content));

        var body = await RequestBody.ReadAsync(request, Limit, Cancellation);

        Assert.Equal(content, body!.Value.ToArray());
    }

    [Fact]
    public async Task Of_A_Body_Of_Unannounced_Length_No_More_Than_The_Limit_And_One_Chunk_Is_Read()
    {
        using var endless = new EndlessStream();

        var body = await RequestBody.ReadAsync(Request(endless), Limit, Cancellation);

        Assert.Null(body);
        Assert.InRange(endless.BytesRead, Limit, Limit + (64 * 1024));
    }

    [Fact]
    public async Task Of_A_Body_That_Is_Announced_As_Too_Large_Nothing_Is_Read()
    {
        using var endless = new EndlessStream();
        var request = Request(endless);
        request.ContentLength = Limit + 1;

        var body = await RequestBody.ReadAsync(request, Limit, Cancellation);

        Assert.Null(body);
        Assert.Equal(0, endless.BytesRead);
    }

    private static HttpRequest Request(Stream body) => new DefaultHttpContext { Request = { Body = body } }.Request;

    private sealed class EndlessStream : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => BytesRead;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
