using CsCheck;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

public sealed class BeginningsTests
{
    private static readonly Gen<string> Text = Gen.Char["aBbk-[{éÉ\u212A"].Array[0, 12].Select(letters => new string(letters));

    [Fact]
    public void Finds_A_Word_Wherever_A_Plain_Search_Finds_One() =>
        Gen.Select(Text.Array[0, 4], Text).Sample((words, text) =>
            new Beginnings(words).AreIn(text) == words.Any(word => word.Length < 2 || text.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
