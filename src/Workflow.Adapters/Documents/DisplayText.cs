namespace Workflow.Adapters.Documents;

/// <summary>Text of a document, as it may stand in a finding.</summary>
internal static class DisplayText
{
    private const int MaxLength = 300;

    /// <summary>On one line, at most 300 characters.</summary>
    public static string Of(string text)
    {
        var shown = text.Length <= MaxLength ? text : $"{text[..MaxLength]}…";
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(letter => char.IsControl(letter) ? ' ' : letter)) : shown;
    }
}
