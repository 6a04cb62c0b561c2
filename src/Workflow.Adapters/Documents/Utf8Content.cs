using System.Text;

namespace Workflow.Adapters.Documents;

/// <summary>A document as UTF-8 without a byte order mark: redirected output of PowerShell is UTF-16.</summary>
internal static class Utf8Content
{
    public static Stream Open(RiskDocument document)
    {
        var (encoding, markLength) = DetectEncoding(document);
        var content = document.Open();
        for (var i = 0; i < markLength; i++)
        {
            content.ReadByte();
        }

        return encoding is null ? content : Encoding.CreateTranscodingStream(content, encoding, Encoding.UTF8);
    }

    private static (Encoding? Encoding, int MarkLength) DetectEncoding(RiskDocument document)
    {
        using var content = document.Open();
        Span<byte> start = stackalloc byte[4];
        var length = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..length] switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (null, 3),
            [0xFF, 0xFE, 0, 0] => (Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            [not 0, 0, not 0, 0] => (Encoding.Unicode, 0),
            [0, not 0, 0, not 0] => (Encoding.BigEndianUnicode, 0),
            _ => (null, 0),
        };
    }
}
