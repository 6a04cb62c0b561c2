namespace Workflow.Core.Provenance;

/// <summary>
/// What the message of a revert repeats of the message that it reverts. Who wrote that took no part in the revert: only the trailers of
/// the last block that git finds count, behind the line that names what is reverted.
/// </summary>
internal readonly struct RevertedText
{
    private const string Revert = "Revert";

    private readonly int quoteEnd;
    private readonly int named;
    private readonly (int Start, int End) block;

    private RevertedText(int quoteEnd, int named, (int Start, int End) block)
    {
        this.quoteEnd = quoteEnd;
        this.named = named;
        this.block = block;
    }

    /// <summary>Takes time in proportion to the length of the message. Of a message that is no revert nothing is a repetition.</summary>
    public static RevertedText In(string message)
    {
        if (!message.StartsWith(Revert, StringComparison.OrdinalIgnoreCase)
            || message.Length == Revert.Length
            || char.IsLetterOrDigit(message[Revert.Length]))
        {
            return new RevertedText(0, -1, default);
        }

        var (quoteEnd, named, isListed, isCopied) = (0, -1, false, false);
        var isOpen = message.AsSpan(Revert.Length).TrimStart().StartsWith('"');
        for (int start = 0, end; start < message.Length; start = end + 1)
        {
            var length = message.AsSpan(start).IndexOf('\n');
            end = length < 0 ? message.Length : start + length;
            var line = message.AsSpan()[start..end].Trim();
            if (named < 0 && start > 0 && NamesReverted(line))
            {
                (named, isOpen) = (start, false);
            }
            else if (isOpen && FindClose(message.AsSpan()[start..end], isSubject: start == 0) is var close and >= 0)
            {
                (quoteEnd, isOpen) = (start + close, false);
            }

            isListed |= named < 0 && start > quoteEnd && line.StartsWith("* ");
            isCopied |= named >= 0 && !isListed && line.StartsWith("* ");
        }

        return new RevertedText(quoteEnd, named, named < 0 || isCopied ? default : TrailerBlock.Find(message));
    }

    /// <summary>Whether what begins there is a repetition.</summary>
    public bool Holds(int start) =>
        start > 0 && (start < quoteEnd || (named >= 0 && !(start > named && start >= block.Start && start < block.End)));

    /// <summary>Such as <c>This reverts commit 4711.</c> or <c>Reverts acme/shop#11</c>.</summary>
    private static bool NamesReverted(ReadOnlySpan<char> line) =>
        line.StartsWith("This reverts ", StringComparison.OrdinalIgnoreCase)
        || (line.StartsWith("Reverts ", StringComparison.OrdinalIgnoreCase) && line.IndexOfAny("#!/") > 0);

    /// <summary>The quotation mark that ends what the subject quotes, on its line or on a later one; -1 where there is none.</summary>
    private static int FindClose(ReadOnlySpan<char> line, bool isSubject)
    {
        var last = line.LastIndexOf('"');
        if (isSubject)
        {
            return last > line.IndexOf('"') ? last : -1;
        }

        var rest = line[(last + 1)..].Trim(" .\r");
        return last >= 0 && (rest.IsEmpty || rest.StartsWith("(#")) ? last : -1;
    }
}
