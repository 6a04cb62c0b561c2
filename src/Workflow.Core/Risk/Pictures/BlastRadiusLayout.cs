namespace Workflow.Core.Risk.Pictures;

/// <summary>Where the services of a blast radius stand in its picture: a column for each distance, the changed one in the first.</summary>
internal sealed class BlastRadiusLayout
{
    public const int NodeWidth = 172;
    public const int NodeHeight = 40;

    /// <summary>The last column holds all that is this far away or further.</summary>
    public const int LastColumn = 3;

    private const int MaxRows = 10;
    private const int ColumnGap = 30;
    private const int RowGap = 10;
    private const int Margin = 6;
    private const int HeadingHeight = 26;
    private const int MoreHeight = 22;
    private const int MaxEdges = 60;

    private readonly Dictionary<string, PlacedNode> placed = new(StringComparer.OrdinalIgnoreCase);

    public BlastRadiusLayout(BlastRadius radius)
    {
        var columns = radius.Reached
            .GroupBy(one => Math.Clamp(one.Distance, 1, LastColumn))
            .OrderBy(column => column.Key)
            .Select(column => column.OrderBy(one => one.Tier ?? int.MaxValue).ThenBy(one => one.Distance).ToList())
            .ToList();
        Hidden = [0, .. columns.Select(column => Math.Max(0, column.Count - MaxRows))];

        // Those that the record leaves out are the furthest.
        Hidden[^1] += Math.Max(0, radius.Count - radius.Reached.Count);
        Rows = Math.Max(1, columns.Select(column => Math.Min(column.Count, MaxRows)).DefaultIfEmpty().Max());
        Place(new ReachedService(radius.Service, radius.Tier, radius.Owner, 0), 0, 0, 1);
        for (var column = 0; column < columns.Count; column++)
        {
            PlaceColumn([.. columns[column].Take(MaxRows)], column + 1);
        }

        Edges =
        [
            .. placed.Values
                .SelectMany(node => node.Service.Through.Select(name => (From: placed.GetValueOrDefault(name), To: node)))
                .Where(edge => edge.From is not null && edge.From.Column == edge.To.Column - 1)
                .Select(edge => (edge.From!, edge.To))
                .Take(MaxEdges),
        ];
    }

    public IEnumerable<PlacedNode> Nodes => placed.Values;

    /// <summary>Lines from a service to one in the next column that depends on it.</summary>
    public IReadOnlyList<(PlacedNode From, PlacedNode To)> Edges { get; }

    /// <summary>How many services each column leaves out.</summary>
    public int[] Hidden { get; }

    public int Width => Left(Hidden.Length - 1) + NodeWidth + Margin;

    public int Height => MoreTop + (Hidden.Any(count => count > 0) ? MoreHeight : 0) + Margin;

    /// <summary>Top of the line that tells how many a column leaves out.</summary>
    public int MoreTop => HeadingHeight + Rows * (NodeHeight + RowGap) - RowGap + Margin;

    private int Rows { get; }

    public static int Left(int column) => Margin + column * (NodeWidth + ColumnGap);

    /// <summary>Services stand near what they depend on, so that few lines cross.</summary>
    private void PlaceColumn(IReadOnlyList<ReachedService> services, int column)
    {
        var ordered = services
            .OrderBy(service => service.Through.Select(name => placed.GetValueOrDefault(name)?.Top).Average() ?? int.MaxValue)
            .ThenBy(service => service.Tier ?? int.MaxValue)
            .ThenBy(service => service.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        for (var row = 0; row < ordered.Count; row++)
        {
            Place(ordered[row], column, row, ordered.Count);
        }
    }

    private void Place(ReachedService service, int column, int row, int rows)
    {
        var above = (Rows - rows) * (NodeHeight + RowGap) / 2;
        placed.TryAdd(service.Name, new PlacedNode(service, column, Left(column), HeadingHeight + above + row * (NodeHeight + RowGap)));
    }
}

/// <param name="Left">From the picture's left edge.</param>
/// <param name="Top">From the picture's upper edge.</param>
internal sealed record PlacedNode(ReachedService Service, int Column, int Left, int Top)
{
    public int Middle => Top + BlastRadiusLayout.NodeHeight / 2;
}
