using System.Text;

namespace Workflow.Core.Risk.Pictures;

/// <summary>
/// A small drawing of what depends on a changed service: SVG without scripts, style sheets or references, so that it can stand in a
/// page and in a mail. Colors are attributes, which a page's style sheet may override by the classes of the elements.
/// </summary>
public static class BlastRadiusPicture
{
    private const int MaxName = 16;
    private const int MaxOwner = 21;
    private const int MaxTitle = 60;
    private const int MaxText = 250;

    private static readonly string[] Headings = ["Changed", "Depend on it", "Two steps away", "Further away"];

    /// <summary>Below 20 KB whatever the names are; the same blast radius gives the same picture.</summary>
    public static string Draw(BlastRadius radius)
    {
        var layout = new BlastRadiusLayout(radius);
        var svg = new StringBuilder();
        Append(svg, $"""
            <svg xmlns="http://www.w3.org/2000/svg" class="blast-radius" role="img" aria-labelledby="blast-radius-title blast-radius-text"
            """);
        Append(svg, $""" width="{layout.Width}" height="{layout.Height}" viewBox="0 0 {layout.Width} {layout.Height}" """);
        Append(svg, $"""font-family="system-ui, 'Segoe UI', Roboto, Arial, sans-serif" font-size="12.5">""").Append('\n');
        Append(svg, $"""<title id="blast-radius-title">Blast radius of {PictureText.Of(radius.Service, MaxTitle)}</title>""").Append('\n');
        Append(svg, $"""<desc id="blast-radius-text">{PictureText.Of(RiskWords.Of(radius), MaxText)}</desc>""").Append('\n');
        DrawColumns(svg, layout);
        DrawEdges(svg, layout);
        DrawNodes(svg, layout);
        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawColumns(StringBuilder svg, BlastRadiusLayout layout)
    {
        svg.Append("<g class=\"words\" fill=\"#6b7588\" font-size=\"11.5\">\n");
        for (var column = 0; column < layout.Hidden.Length; column++)
        {
            var left = BlastRadiusLayout.Left(column) + 1;
            svg.Append(Text(left, 15, Headings[column])).Append('\n');
            if (layout.Hidden[column] > 0)
            {
                svg.Append(Text(left, layout.MoreTop + 12, $"and {layout.Hidden[column]} more")).Append('\n');
            }
        }

        svg.Append("</g>\n");
    }

    private static void DrawEdges(StringBuilder svg, BlastRadiusLayout layout)
    {
        svg.Append("<g class=\"edges\" fill=\"none\" stroke=\"#8b95a7\" stroke-width=\"1.5\">\n");
        foreach (var (from, to) in layout.Edges)
        {
            var (start, end) = (from.Left + BlastRadiusLayout.NodeWidth, to.Left);
            var bend = (start + end) / 2;
            Append(svg, $"""<path d="M{start},{from.Middle}C{bend},{from.Middle} {bend},{to.Middle} {end},{to.Middle}"/>""").Append('\n');
        }

        svg.Append("</g>\n");
    }

    /// <summary>One kind of element after the other, so that what they share is written once.</summary>
    private static void DrawNodes(StringBuilder svg, BlastRadiusLayout layout)
    {
        DrawLayer(svg, layout, "nodes", "stroke-width=\"1\"", Box);
        DrawLayer(svg, layout, "marks", "stroke=\"none\"", Mark);
        DrawLayer(svg, layout, "tiers", "text-anchor=\"middle\" font-weight=\"700\" fill=\"#fff\"", node =>
            Text(node.Left + 20, node.Top + 24, TierColors.Of(node.Service.Tier).Label));
        DrawLayer(svg, layout, "names", "font-weight=\"600\" fill=\"#1a2130\"", node =>
            Text(node.Left + 41, node.Top + (node.Service.Owner is null ? 24 : 17), PictureText.Of(node.Service.Name, MaxName)));
        DrawLayer(svg, layout, "owners", "font-size=\"10.5\" fill=\"#4d5668\"", node =>
            node.Service.Owner is { } owner ? Text(node.Left + 41, node.Top + 31, PictureText.Of(owner, MaxOwner)) : "");
    }

    private static void DrawLayer(
        StringBuilder svg, BlastRadiusLayout layout, string style, string attributes, Func<PlacedNode, string> draw)
    {
        Append(svg, $"""<g class="{style}" {attributes}>""").Append('\n');
        foreach (var markup in layout.Nodes.Select(draw).Where(markup => markup.Length > 0))
        {
            svg.Append(markup).Append('\n');
        }

        svg.Append("</g>\n");
    }

    private static string Box(PlacedNode node)
    {
        var colors = TierColors.Of(node.Service.Tier);
        var size = $"""width="{BlastRadiusLayout.NodeWidth}" height="{BlastRadiusLayout.NodeHeight}" rx="8" """;
        var border = node.Column == 0 ? " stroke-width=\"2.5\"" : "";
        var paint = $"""fill="{colors.Ground}" stroke="{colors.Mark}"{border}""";
        return $"""<rect class="{colors.Style}" x="{node.Left}" y="{node.Top}" {size}{paint}/>""";
    }

    private static string Mark(PlacedNode node)
    {
        var colors = TierColors.Of(node.Service.Tier);
        var place = $"""x="{node.Left + 7}" y="{node.Top + 8}" width="26" height="24" rx="5" """;
        return $"""<rect class="{colors.Style}" {place}fill="{colors.Mark}"/>""";
    }

    private static string Text(int left, int top, string escaped) => $"""<text x="{left}" y="{top}">{escaped}</text>""";

    private static StringBuilder Append(StringBuilder svg, FormattableString markup) => svg.Append(FormattableString.Invariant(markup));
}
