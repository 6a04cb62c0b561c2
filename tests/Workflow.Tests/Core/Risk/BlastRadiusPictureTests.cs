using System.Text;
using System.Xml.Linq;
using CsCheck;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Pictures;
using Workflow.Core.Services;
using Workflow.Tests.Core.Services;

namespace Workflow.Tests.Core.Risk;

public sealed class BlastRadiusPictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_Few_Services() => Approval.Verify(BlastRadiusPicture.Draw(Shop.Catalogue.Of("billing-api")), "svg");

    [Fact]
    public void A_Service_That_Nothing_Depends_On() => Approval.Verify(BlastRadiusPicture.Draw(Shop.Catalogue.Of("store-kiosk")), "svg");

    [Fact]
    public void More_Services_Than_Fit() => Approval.Verify(BlastRadiusPicture.Draw(Crowd().Of("base")), "svg");

    [Fact]
    public void Not_More_Than_Thirty_Services_Are_Drawn_And_The_Others_Are_Counted()
    {
        var picture = XElement.Parse(BlastRadiusPicture.Draw(Crowd().Of("base")));

        Assert.Equal(31, Layer(picture, "nodes").Count());
        Assert.Equal(
            ["and 50 more", "and 22 more", "and 186 more"],
            picture.Descendants(Svg + "text").Select(text => text.Value).Where(text => text.StartsWith("and ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Whatever_The_Names_Are_The_Picture_Is_Small_Well_Formed_And_Nothing_But_A_Picture() =>
        Gen.Select(Gen.String[Gen.OneOf(Gen.OneOf('&', '<', '>', '"', '\'', '\0', '\u202E', '\uFFFE', '\uD83D'), Gen.Char), 0, 60].Array[40, 60], Gen.Int[1, 7]).Sample(
            (names, depth) =>
            {
                var reached = names.Select((name, number) =>
                    new ReachedService(name, number % 7, name, 1 + number % depth) { Through = [.. names.Take(9)] });

                var text = BlastRadiusPicture.Draw(new BlastRadius(names[0], [.. reached], 1) { Owner = names[1] });

                Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 20_000);
                var picture = XElement.Parse(text);
                Assert.Empty(picture.DescendantsAndSelf().Select(part => part.Name.LocalName)
                    .Except(["svg", "title", "desc", "g", "rect", "path", "text"]));
                Assert.DoesNotContain(picture.DescendantsAndSelf().Attributes(), attribute =>
                    attribute.Name.LocalName is "href" or "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
                Assert.DoesNotContain('\u202E', text);
            },
            iter: 300);

    [Fact]
    public void The_Worst_Names_Fit_As_Well()
    {
        var name = new string('&', 60);
        var reached = Enumerable.Range(0, 30).Select(number => new ReachedService($"{number}{name}", 1, name, 1 + number / 10)
        {
            Through = [.. Enumerable.Range(0, 5).Select(place => $"{10 * (number / 10 - 1) + place}{name}")],
        });

        var text = BlastRadiusPicture.Draw(new BlastRadius(name, [.. reached], 1) { Owner = name, Count = 999 });

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 10_000, 20_000);
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("exactly-16-chars", "exactly-16-chars")]
    [InlineData("seventeen-letters", "seventeen-lette…")]
    [InlineData("a<b&\"c\">'", "a<b&\"c\">'")]
    [InlineData("日本語サービスの名前", "日本語サービス…")]
    [InlineData("a\u202Eb", "a\\u{202E}b")]
    public void A_Name_Is_Escaped_And_Shortened(string name, string expected) => Assert.Equal(
        expected,
        Layer(XElement.Parse(BlastRadiusPicture.Draw(new BlastRadius(name, [], null))), "names").Single().Value);

    private static IEnumerable<XElement> Layer(XElement picture, string style) =>
        picture.Elements(Svg + "g").Single(group => group.Attribute("class")!.Value == style).Elements();

    /// <summary>60 services on one, 32 on one of those, and more than are kept on each other in a chain.</summary>
    private static ServiceCatalogue Crowd() => new(
    [
        Shop.Service("base", "platform", 2),
        .. Enumerable.Range(0, 60).Select(number => Shop.Service($"direct-{number:00}", $"team-{number % 4}", 1 + number % 5, "base")),
        .. Enumerable.Range(0, 32).Select(number => Shop.Service($"second-{number:00}", $"team-{number % 4}", null, $"direct-{number:00}")),
        .. Enumerable.Range(0, 196).Select(number => Shop.Service($"far-{number:000}", null, 3, number == 0 ? "second-00" : $"far-{number - 1:000}")),
    ]);
}
