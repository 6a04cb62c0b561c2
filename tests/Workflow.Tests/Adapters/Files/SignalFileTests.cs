using System.Text;
using Workflow.Adapters.Files;
using Workflow.Adapters.Files.Signals;
using Workflow.Core.Deployments;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Adapters.Files;

public sealed class SignalFileTests
{
    private const string Own = """
        tools:
          acmecoder:
            name: Acme Coder
            words: [acmec]
        programs:
          - name: the merge queue
            email: queue@acme.example
            source: our own
            matches: Queue <queue@acme.example>
            not: Jane <jane@acme.example>
        signals:
          - tool: acmecoder
            kind: agent
            where: [author, co-author]
            email: coder@acme.example
            certainty: certain
            source: our own
            matches: Coder <coder@acme.example>
            not: Jane <jane@acme.example>
        """;

    [Fact]
    public void Every_Entry_Of_The_Gates_File_Has_An_Example_That_Matches_And_One_That_Does_Not()
    {
        using var stream = typeof(SignalFile).Assembly.GetManifestResourceStream("signals.yaml")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);

        // An entry without an example, with one that does not match or with a counter-example that does is refused.
        var catalogue = SignalFile.Parse("signals.yaml", bytes.ToArray());

        Assert.InRange(catalogue.Signals.Count, 100, 1000);
        Assert.Equal(catalogue.Signals.Count, SignalFile.Default.Signals.Count);
        Assert.All(catalogue.Tools, tool => Assert.Equal(tool.Id, tool.Name.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant()));
    }

    [Theory]
    [InlineData("    matches: Coder <coder@acme.example>\n", "", "a signal needs the key 'matches'")]
    [InlineData("    not: Jane <jane@acme.example>\n", "", "needs the key 'not'")]
    [InlineData("matches: Coder <coder@acme.example>", "matches: Coder <other@acme.example>", "(18,14): 'Coder <other@acme.example>' does not match as Author, CoAuthor")]
    [InlineData("not: Jane <jane@acme.example>", "not: X <CODER@acme.example>", "'X <CODER@acme.example>' matches and must not")]
    [InlineData("matches: Queue <queue@acme.example>", "matches: Queue", "'Queue' does not match")]
    [InlineData("tool: acmecoder", "tool: acmecodr", "unknown tool 'acmecodr'; did you mean 'acmecoder'?")]
    [InlineData("name: Acme Coder", "name: Acme", "may differ from the id in letter case and spaces only")]
    [InlineData("    source: our own\n", "", "needs the key 'source'")]
    [InlineData("where: [author, co-author]", "where: [author, body]", "unknown where 'body'")]
    [InlineData("email: coder@acme.example\n", "account-id: -1\n", "account-id must be a whole number")]
    [InlineData("    email: queue@acme.example\n", "", "a program needs at least one of email, account, account-id")]
    [InlineData("acmecoder:", "Acme-Coder:", "is made of lower-case letters")]
    [InlineData("programs:\n", "programs: x\nprogram:\n", "programs must be a list")]
    public void A_Mistake_Is_Told_With_Its_Place(string original, string changed, string problem)
    {
        var exception = Assert.Throws<FileProblemException>(() => Parse(Own.Replace(original, changed, StringComparison.Ordinal)));

        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
        Assert.All(exception.Problems, one => Assert.True(one.Line > 0));
    }

    [Fact]
    public void A_File_Of_Ones_Own_Adds_To_What_It_Extends()
    {
        var catalogue = Parse(Own);
        var detector = new ProvenanceDetector(catalogue);
        ActorIdentity jane = new("Jane", "jane@acme.example");
        ActorIdentity coder = new("Coder", "coder@acme.example");

        Assert.Equal(ProvenanceKind.Agent, detector.Detect(new Commit("1", coder, jane, "Fix")).Kind);
        Assert.Equal("acmecoder", detector.Detect(new Commit("1", jane, jane, "Fix\n\nAssisted-by: acmec 2")).Tools[0].Id);
        Assert.Equal("claude", detector.Detect(new Commit("1", jane, jane, "Fix\n\nAssisted-by: Claude")).Tools[0].Id);
        Assert.True(catalogue.IsProgram(new ActorIdentity(Email: "queue@acme.example")));
        Assert.False(SignalFile.Default.IsProgram(new ActorIdentity(Email: "queue@acme.example")));
        Assert.Equal("Acme Coder", catalogue.FindTool("ACMECODER")?.Name);
    }

    private static SignalCatalogue Parse(string text) => SignalFile.Parse("s", Encoding.UTF8.GetBytes(text), SignalFile.Default);
}
