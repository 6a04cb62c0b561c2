using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;

namespace Workflow.Tests.Adapters.Documents;

public sealed class DocumentFuzzTests
{
    private static readonly IReadOnlyList<byte[]> Samples =
        [.. Directory.GetFiles(Folder()).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static readonly IReadOnlyList<string> Oddities =
    [
        "1e999999", "-0", "99999999999999999999999999", "null", "\"\\ud800\"", "\"\\u0000\"", "\"0.0.0.0/0\"", "\"*\"", "true",
        "{}", "[]", "[[[[]]]]", "{\"Effect\":\"Allow\",\"Action\":5}", "\"{\\\"Statement\\\":[{\\\"Effect\\\":\\\"Allow\\\"}]}\"",
        new('[', 400), "\"\xff\"", "{\"a\":1,\"a\":2}", "{\"\\ud800\":[{\"\xff\":\"\\udfff\"}]}",
    ];

    private enum Change
    {
        Cut,
        Flip,
        Replace,
        Repeat,
    }

    [Fact]
    public void No_Document_Throws()
    {
        var mutations = Gen.Select(Gen.Enum<Change>(), Gen.Double[0, 1], Gen.Byte, Gen.Int[0, Oddities.Count - 1]).Array[1, 4];

        Gen.Select(Gen.Int[0, Samples.Count - 1], mutations).Sample((sample, changes) =>
        {
            var bytes = changes.Aggregate(
                Samples[sample], (text, change) => Mutate(text, change.Item1, change.Item2, change.Item3, change.Item4));

            var report = Reading.Read(bytes);

            Assert.Single(report.Documents);
            Assert.All(report.Findings, finding =>
            {
                Assert.InRange(finding.What.Length, 1, 2_000);
                Assert.DoesNotContain("reader failed", finding.What, StringComparison.Ordinal);
            });
        }, iter: 5_000);
    }

    [Fact]
    public void No_Depth_Throws()
    {
        foreach (var (open, close) in new[] { ("[", "]"), ("{\"a\":", "}") })
        {
            foreach (var depth in new[] { 10, 100, 200, 250, 260, 10_000 })
            {
                var deep = $"{string.Concat(Enumerable.Repeat(open, depth))}1{string.Concat(Enumerable.Repeat(close, depth))}";

                var report = Reading.Read($$$$"""
                    {"format_version":"1.2","resource_changes":[{"address":"a","type":"aws_iam_policy","change":{"actions":["update"],
                    "before":{},"after":{"policy":{{{{deep}}}}},"after_unknown":{{{{deep}}}}}}]}
                    """);

                Assert.Equal(depth > 250, report.Findings.Any(finding => finding.Rule == "document-unreadable"));
            }
        }
    }

    /// <summary>Values are put where a value begins or ends, so that many of the changed documents are still JSON.</summary>
    private static byte[] Mutate(byte[] text, Change change, double where, byte value, int oddity)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var position = Math.Min((int)(where * text.Length), text.Length - 1);
        switch (change)
        {
            case Change.Cut:
                return text[..position];
            case Change.Flip:
                var flipped = text.ToArray();
                flipped[position] = value;
                return flipped;
            case Change.Replace:
                var colon = text.AsSpan(position).IndexOf((byte)':');
                var start = colon < 0 ? position : position + colon + 1;
                var end = text.AsSpan(start).IndexOfAny((byte)',', (byte)'}', (byte)']');
                return [.. text[..start], .. Encoding.Latin1.GetBytes(Oddities[oddity]), .. end < 0 ? [] : text[(start + end)..]];
            default:
                return [.. text[..position], .. text[(position / 2)..]];
        }
    }

    private static string Folder([CallerFilePath] string testFile = "") => Path.Combine(Path.GetDirectoryName(testFile)!, "Samples");
}
