namespace Workflow.Adapters.Documents;

/// <summary>Text of a document, as it may stand in a finding.</summary>
internal static class DisplayText
{
    private const int MaxLength = 300;

    /// <summary>On one line, at most 300 characters.</summary>
    public static string Of(string text) => OnOneLine(text.Length <= MaxLength ? text : $"{text[..MaxLength]}…");

    /// <summary>Of a name or path, whose end says more than its beginning: on one line, at most so many characters.</summary>
    public static string OfName(string name, int max) => OnOneLine(name.Length <= max ? name : $"…{name[^(max - 1)..]}");

    private static string OnOneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
