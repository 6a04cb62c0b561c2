namespace Workflow.Adapters.Teams.Cards;

/// <summary>How much of a list and of a text a card shows.</summary>
/// <param name="Items">Entries of one list.</param>
/// <param name="Text">Characters of one text.</param>
internal sealed record CardLimits(int Items, int Text)
{
    /// <summary>Characters of a sentence that explains: a reason, a comment.</summary>
    public int Sentence => 4 * Text;

    /// <summary>Pieces of evidence before the reader asks for details: on a phone the buttons shall stay near.</summary>
    public int FirstEvidence => Math.Min(2, Items);

    /// <summary>Deleted files before the reader asks for details.</summary>
    public int FirstDeleted => Math.Min(4, Items);

    /// <summary>Risk findings before the reader asks for details.</summary>
    public int FirstFindings => Math.Min(3, Items);

    /// <summary>From the most that a reader may want to see to what always fits.</summary>
    public static IReadOnlyList<CardLimits> WidestFirst { get; } = [new(12, 250), new(8, 150), new(5, 100), new(3, 60), new(1, 40)];
}
