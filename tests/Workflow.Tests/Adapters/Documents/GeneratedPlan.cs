using System.Globalization;
using System.Text;

namespace Workflow.Tests.Adapters.Documents;

/// <summary>A Terraform plan of any size that is made while it is read: first the planned values, then as many changes again.</summary>
/// <param name="count">How many resources it has. Each takes about 1.8 KB and three times the filling.</param>
/// <param name="filling">Length of one attribute of each, in bytes.</param>
internal sealed class GeneratedPlan(int count, int filling = 128) : Stream
{
    private const string Head = """{"format_version":"1.2","terraform_version":"1.9.5","planned_values":{"root_module":{"resources":[""";

    private const string Middle = """]}},"resource_changes":[""";

    private readonly IEnumerator<string> parts = Parts(count, new string('A', filling)).GetEnumerator();
    private ReadOnlyMemory<byte> rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (rest.IsEmpty && parts.MoveNext())
        {
            rest = Encoding.UTF8.GetBytes(parts.Current);
        }

        var length = Math.Min(buffer.Length, rest.Length);
        rest.Span[..length].CopyTo(buffer);
        rest = rest[length..];
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        parts.Dispose();
        base.Dispose(disposing);
    }

    private static IEnumerable<string> Parts(int count, string filler)
    {
        yield return Head;
        for (var i = 0; i < count; i++)
        {
            yield return $$"""
                {{(i == 0 ? "" : ",")}}
                {"address":"{{Address(i)}}","mode":"managed","type":"aws_instance","values":{{Values(i, "a", filler)}} }
                """;
        }

        yield return Middle;
        for (var i = 0; i < count; i++)
        {
            yield return Change(i, filler);
        }

        yield return "]}";
    }

    /// <summary>Of ten resources eight are updated, one is created and one is replaced.</summary>
    private static string Change(int i, string filler)
    {
        var (actions, before) = (i % 10) switch
        {
            0 => ("\"create\"", "null"),
            1 => ("\"delete\",\"create\"", Values(i, "a", filler)),
            _ => ("\"update\"", Values(i, "a", filler)),
        };
        return $$"""
            {{(i == 0 ? "" : ",")}}
            {"address":"{{Address(i)}}","mode":"managed","type":"{{(i % 10 == 1 ? "aws_ebs_volume" : "aws_instance")}}","change":{
            "actions":[{{actions}}],"before":{{before}},"after":{{Values(i, "b", filler)}},"after_unknown":{"id":true},
            "before_sensitive":{},"after_sensitive":{} } }
            """;
    }

    private static string Address(int i) => string.Create(CultureInfo.InvariantCulture, $"module.fleet.aws_instance.node[{i}]");

    private static string Values(int i, string version, string filler) => $$"""
        {"ami":"ami-{{version}}","instance_type":"m7g.large","tags":{"team":"fleet","cost-center":"4711","Name":"node-{{i}}" },
        "user_data":"{{filler}}","vpc_security_group_ids":["sg-1","sg-2"],"monitoring":true,"ebs_optimized":true,
        "root_block_device":[{"volume_size":50,"volume_type":"gp3","encrypted":true,"kms_key_id":"arn:aws:kms:eu-west-1:1:key/1"}],
        "metadata_options":[{"http_tokens":"required","http_endpoint":"enabled"}]}
        """;
}
