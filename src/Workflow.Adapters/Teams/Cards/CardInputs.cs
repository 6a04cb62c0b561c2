namespace Workflow.Adapters.Teams.Cards;

/// <summary>What the reader has entered on a card so far, so that a refreshed card keeps it.</summary>
/// <param name="Comment">Null for none.</param>
/// <param name="Ticked">The ticked items of the checklist.</param>
public sealed record CardInputs(string? Comment, IReadOnlyList<string> Ticked)
{
    /// <summary>Begins the id of each toggle of the checklist.</summary>
    internal const string TogglePrefix = "check-";

    /// <summary>What a toggle sends that is not ticked: the schema's own default.</summary>
    internal const string NotTicked = "false";

    public static CardInputs None { get; } = new(null, []);
}
