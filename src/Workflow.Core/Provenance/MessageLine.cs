namespace Workflow.Core.Provenance;

/// <summary>A line of a commit message or of a pull request's description.</summary>
/// <param name="Start">Where it begins in the message; lines that only a failed shell quoting joined begin there too.</param>
/// <param name="Number">From 1.</param>
/// <param name="IsQuoted">
/// Whether it repeats another text: behind '>', in a code block, in a diff, in what a revert says of the original.
/// </param>
internal readonly record struct MessageLine(int Start, int End, int Number, bool IsQuoted)
{
    /// <summary>Indented by so much, a line is a code block (CommonMark 4.4), but for what <c>git merge --squash</c> lists.</summary>
    public const int CodeIndent = 4;

    private const string Squashed = "Squashed commit of the following:";

    public ReadOnlySpan<char> In(string message) => message.AsSpan()[Start..End];

    /// <summary>
    /// All lines of a message. A backslash and an 'n' end a line too: messages whose shell quoting failed hold their trailers so. What
    /// <c>git merge --squash</c> lists is indented, and no quote.
    /// </summary>
    public static List<MessageLine> Of(string message)
    {
        List<MessageLine> lines = [];
        var quotes = new Quotes(message);
        var reverted = RevertedText.In(message);
        var number = 0;
        for (var start = 0; start < message.Length;)
        {
            var length = message.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? message.Length : start + length;
            number++;
            AddParts(lines, message, (start, end), number, quotes.Contain(start, end), reverted);
            start = end + 1;
        }

        return lines;
    }

    /// <summary>Whether a message undoes a commit. What others say of an original, as cherry-picks do, is about themselves.</summary>
    public static bool IsRevert(string message) =>
        message.AsSpan().TrimStart().StartsWith("Revert", StringComparison.OrdinalIgnoreCase)
        || message.Contains("\nThis reverts ", StringComparison.OrdinalIgnoreCase);

    private static void AddParts(
        List<MessageLine> lines, string message, (int Start, int End) line, int number, bool isQuoted, RevertedText reverted)
    {
        var (start, end) = line;
        end = end > start && message[end - 1] == '\r' ? end - 1 : end;
        for (var from = start; ;)
        {
            var literal = message.AsSpan()[from..end].IndexOf(@"\n");
            lines.Add(new MessageLine(from, literal < 0 ? end : from + literal, number, isQuoted || reverted.Holds(from)));
            if (literal < 0)
            {
                return;
            }

            from += literal + 2;
        }
    }

    /// <summary>Keeps in mind, from line to line, what is being quoted.</summary>
    private sealed class Quotes(string message)
    {
        private readonly bool isRevert = IsRevert(message);
        private bool isSquash;
        private bool isOriginal;
        private bool isOriginalMarked;
        private int fencedUntil;
        private string unclosed = "";

        public bool Contain(int start, int end)
        {
            var line = message.AsSpan()[start..end];
            var text = line.TrimStart();
            if (text.IsEmpty)
            {
                return false;
            }

            var isFenced = start < fencedUntil || OpensFence(text, end);
            isSquash |= text.StartsWith(Squashed, StringComparison.OrdinalIgnoreCase);
            if (isOriginal && text[0] != '>' && isOriginalMarked)
            {
                (isOriginal, isOriginalMarked) = (false, false);
            }

            isOriginalMarked |= isOriginal && text[0] == '>';
            var isIndented = line[0] == '\t' || line.Length - text.Length >= CodeIndent;
            var isQuoted = isFenced || isOriginal || text[0] == '>' || IsOfDiff(text) || (isIndented && !isSquash);
            isOriginal |= isRevert && IsHeadOfOriginal(text);
            return isQuoted;
        }

        /// <summary>
        /// Such as <c>Original change's description:</c>, which tools that revert put before what they revert, with '>' before each of its
        /// lines or up to the end.
        /// </summary>
        private static bool IsHeadOfOriginal(ReadOnlySpan<char> text) =>
            text.StartsWith("Original ", StringComparison.OrdinalIgnoreCase)
            && text.TrimEnd().EndsWith(':')
            && (text.Contains("message", StringComparison.OrdinalIgnoreCase)
                || text.Contains("description", StringComparison.OrdinalIgnoreCase));

        /// <summary>A line that a quoted diff adds or takes away: behind the sign of a list there is a space.</summary>
        private static bool IsOfDiff(ReadOnlySpan<char> text) =>
            text[0] is '+' or '-' && text.Length > 1 && text[1] != text[0] && !char.IsWhiteSpace(text[1]);

        /// <summary>A fence that never closes is none: else it would hide all that follows.</summary>
        private bool OpensFence(ReadOnlySpan<char> text, int end)
        {
            var fence = text.StartsWith("```") ? "\n```" : text.StartsWith("~~~") ? "\n~~~" : null;
            if (fence is null || unclosed.Contains(fence, StringComparison.Ordinal))
            {
                return false;
            }

            var close = message.IndexOf(fence, end, StringComparison.Ordinal);
            unclosed += close < 0 ? fence : "";
            fencedUntil = close < 0 ? 0 : close + fence.Length;
            return close >= 0;
        }
    }
}
