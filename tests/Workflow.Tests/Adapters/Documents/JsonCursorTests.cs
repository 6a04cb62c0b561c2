using System.Text;
using System.Text.Json;
using CsCheck;
using Workflow.Adapters.Documents;
using Workflow.Adapters.Documents.Json;

namespace Workflow.Tests.Adapters.Documents;

public sealed class JsonCursorTests
{
    private const int Limit = 2_000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void Elements_Are_The_Same_However_The_Stream_Is_Cut()
    {
        var values = Gen.OneOf(
            Gen.Int.Select(number => (object)number),
            Gen.String[0, 300].Select(text => (object)text),
            Gen.Bool.Select(flag => (object)flag),
            Gen.String[0, 20].Array[0, 5].Select(texts => (object)texts));

        var objects = Gen.Dictionary(Gen.String[Gen.Char.AlphaNumeric, 1, 8], values)[0, 6];

        Gen.Select(objects.List[0, 20], Gen.Int[1, 40], Gen.Bool).Sample((elements, cut, isIndented) =>
        {
            var written = new { before = elements, all = elements, after = 1 };
            var text = JsonSerializer.Serialize(written, isIndented ? Indented : JsonSerializerOptions.Default);
            using var json = new JsonCursor(new CutStream(Encoding.UTF8.GetBytes(text), cut), Limit);
            List<string> read = [];

            json.EachProperty(name =>
            {
                if (name == "all")
                {
                    json.EachElement(element => read.Add(JsonSerializer.Serialize(element)), () => read.Add("too large"));
                }
            });
            json.End();

            Assert.Equal(elements.Select(element => JsonSerializer.Serialize(element)), read);
            Assert.True(json.PeakSize <= 4_096);
        }, iter: 300);
    }

    [Theory]
    [InlineData("\"", "\"")]
    [InlineData("{\"a\":\"", "\"}")]
    [InlineData("[1,[\"x\",\"\\\"", "\\\\\"]]")]
    [InlineData("{\"", "\":1}")]
    public void An_Element_That_Is_Too_Large_Is_Passed_Over_And_The_Next_Is_Read(string start, string end)
    {
        var large = $"{start}{new string('x', 300_000)}{end}";
        using var json = new JsonCursor(new CutStream(Encoding.UTF8.GetBytes($"[1, {large} , 2]"), 999), Limit);
        List<string> read = [];

        json.EachElement(element => read.Add(element.GetRawText()), () => read.Add("too large"));
        json.End();

        Assert.Equal(["1", "too large", "2"], read);
        Assert.True(json.PeakSize <= 4_096);
    }

    [Fact]
    public void White_Space_Without_End_Takes_No_Memory()
    {
        using var json = new JsonCursor(new CutStream(Encoding.UTF8.GetBytes($"[1,{new string(' ', 300_000)}2]"), 999), Limit);
        List<string> read = [];

        json.EachElement(element => read.Add(element.GetRawText()), () => read.Add("too large"));

        Assert.Equal(["1", "2"], read);
    }

    [Theory]
    [InlineData("{\"a\":[1,2,")]
    [InlineData("{\"a\":[1,2 x")]
    [InlineData("{\"a\":[1,2]} x")]
    [InlineData("{\"a\":[1,2]} {}")]
    [InlineData("{\"a\":[1,2],}")]
    [InlineData("{\"a\":[1,2]}]")]
    public void What_Was_Read_Before_A_Mistake_Was_Handed_Out(string text)
    {
        using var json = new JsonCursor(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        List<string> read = [];

        Assert.Throws<DocumentFormatException>(() =>
        {
            json.EachProperty(_ => json.EachElement(element => read.Add(element.GetRawText()), () => { }));
            json.End();
        });

        Assert.Equal(["1", "2"], read);
    }

    [Fact]
    public void Lines_Are_Those_Where_Values_Begin()
    {
        using var json = new JsonCursor(new MemoryStream("[\n1,\n\n{\"a\":\n2},\n3\n]"u8.ToArray()));
        List<int?> lines = [];

        json.EachElement(_ => lines.Add(json.Line), () => { });

        Assert.Equal([2, 4, 6], lines);
    }

    [Fact]
    public void Values_Can_Follow_Each_Other()
    {
        using var json = new JsonCursor(new MemoryStream("{\"a\":1}\n{\"a\":2} 3"u8.ToArray()));
        List<string> read = [];

        json.EachValue(() => json.TakeWhole(value => read.Add(value.GetRawText()), () => { }));

        Assert.Equal(["{\"a\":1}", "{\"a\":2}", "3"], read);
    }

    /// <summary>Gives at most so many bytes at once, as networks do.</summary>
    private sealed class CutStream(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(most, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(most, count));
    }
}
