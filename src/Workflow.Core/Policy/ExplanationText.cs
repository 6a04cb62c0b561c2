using System.Text;

namespace Workflow.Core.Policy;

/// <summary>An explanation as lines of plain text, for terminals and logs.</summary>
public static class ExplanationText
{
    /// <returns>Lines that end with a line feed. Control characters in names do not get through.</returns>
    public static string Write(ExplanationNode root)
    {
        var text = new StringBuilder();
        Append(text, root, "", "");
        return text.ToString();
    }

    private static void Append(StringBuilder text, ExplanationNode node, string first, string rest)
    {
        var mark = node.Mark switch
        {
            ExplanationMark.Yes => "[x] ",
            ExplanationMark.No => "[ ] ",
            ExplanationMark.Unknown => "[?] ",
            _ => "",
        };
        text.Append(first).Append(mark).Append(OneLine(node.Text)).Append('\n');
        for (var index = 0; index < node.Children.Count; index++)
        {
            var isLast = index == node.Children.Count - 1;
            Append(text, node.Children[index], rest + (isLast ? "`- " : "|- "), rest + (isLast ? "   " : "|  "));
        }
    }

    private static string OneLine(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)) : text;
}
