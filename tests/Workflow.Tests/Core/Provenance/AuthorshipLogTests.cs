using System.Text.Json;
using CsCheck;
using Workflow.Core.Provenance;

namespace Workflow.Tests.Core.Provenance;

/// <summary>50 real notes of a repository that git-ai is developed in, and made-up ones.</summary>
public sealed class AuthorshipLogTests
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly IReadOnlyList<RealNote> Notes =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Core/Provenance/Data/git-ai-notes.jsonl"))
            .Select(line => JsonSerializer.Deserialize<RealNote>(line, SnakeCase)!),
    ];

    public static TheoryData<int> Indexes => [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(Indexes))]
    public void A_Real_Note_Tells_Whether_And_By_What_AI_Took_Part(int index)
    {
        var note = Notes[index];
        var commit = Given.Commit("Change") with { AuthorshipNote = note.Note, AddedLines = 10_000 };

        var found = Given.Detector.Detect(commit);

        Assert.Equal(note.LabelByNote, Words(found.Kind));
        var tools = found.Kind is ProvenanceKind.None ? [] : note.Tools.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Subset(tools.Append("unknown").ToHashSet(), found.Tools.Select(tool => tool.Id).ToHashSet());
        Assert.Equal(note.LabelByNote is "none", found.Tools.Count == 0);
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Lines_Of_A_Real_Note_Are_Counted_Once_Each(int index)
    {
        var note = Notes[index];

        var log = AuthorshipLog.Parse(note.Note)!;

        // This note lists ranges that overlap: 363 lines, 17 of them twice.
        var repeated = note.Sha.StartsWith("20e7b99f", StringComparison.Ordinal) ? 17 : 0;
        var byTests = note.Tools is "mock_ai" ? 43 : 0;
        Assert.Equal(int.Parse(note.AiLines, provider: null) - repeated - byTests, log.AiLines);
        Assert.Equal(int.Parse(note.HumanLines, provider: null), log.HumanLines);
    }

    [Fact]
    public void Lines_Are_Told_By_File_And_Tool()
    {
        const string Note = """
            "docs/read me.md"
              s_00000000000001::t_00000000000001 1-4,9
              h_00000000000002 5
            src/a.cs
              0123456789abcdef 1-10
              s_00000000000001::t_00000000000002 8-12
            ---
            {
              "schema_version": "authorship/3.0.0",
              "base_commit_sha": "0",
              "prompts": { "0123456789abcdef": { "agent_id": { "tool": "cursor", "id": "1", "model": "m" }, "overriden_lines": 0 } },
              "sessions": { "s_00000000000001": { "agent_id": { "tool": "claude", "id": "1", "model": "m" } } },
              "humans": { "h_00000000000002": { "author": "Jane" } }
            }
            """;

        var log = AuthorshipLog.Parse(Note)!;

        Assert.Equal(
            [
                new AuthoredLines("docs/read me.md", "claude", false, 5),
                new AuthoredLines("docs/read me.md", null, true, 1),
                new AuthoredLines("src/a.cs", "cursor", false, 10),
                new AuthoredLines("src/a.cs", "claude", false, 5),
            ],
            log.Entries);
        Assert.Equal((17, 1), (log.AiLines, log.HumanLines));
    }

    [Theory]
    [InlineData("")]
    [InlineData("reviewed by Jane")]
    [InlineData("src/a.cs\n  0123456789abcdef 1-4")]
    [InlineData("----\n{}")]
    public void Other_Notes_Are_No_Log(string note) => Assert.Null(AuthorshipLog.Parse(note));

    [Theory]
    [InlineData("src/a.cs\n  0123456789abcdef 1-4\n---\nno JSON", 4)]
    [InlineData("src/a.cs\n  0123456789abcdef 1-4\n---\n{\"prompts\":{\"0123456789abcdef\":{\"agent_id\":{\"tool\":\"\\ud800\"}}}}", 4)]
    [InlineData("src/a.cs\n  0123456789abcdef 4-1\n---\n{}", 0)]
    [InlineData("src/a.cs\n  0123456789abcdef 1-99999999999\n---\n{}", 0)]
    [InlineData("src/a.cs\n  0123456789abcdef 1-2147483647\nb\n  0123456789abcdef 1-2147483647\n---\n[]", int.MaxValue)]
    [InlineData("  0123456789abcdef 1-4\n---\n{}", 0)]
    [InlineData("\"\n  0123456789abcdef 1\n\"\"\n  0 2\n---\n{\"prompts\":[],\"sessions\":{\"s\":1}}", 2)]
    public void What_Can_Be_Read_Of_A_Broken_Log_Counts(string note, int aiLines) => Assert.Equal(aiLines, AuthorshipLog.Parse(note)!.AiLines);

    [Fact]
    public void Any_Note_Can_Be_Read()
    {
        var line = Gen.OneOf(
            Gen.String, Gen.Const("src/a.cs"), Gen.Const("  s_1::t_2 1-4,9"), Gen.Const("---"), Gen.Const("{\"sessions\":{\"s_1\":"), Gen.Const("  "));

        line.Array.Select(lines => string.Join('\n', lines)).Sample(note =>
        {
            var commit = Given.Commit("Change") with { AuthorshipNote = note };
            Assert.Equal(AuthorshipLog.Parse(note)?.AiLines, Given.Detector.Detect(commit).AiLines);
        });
    }

    private static string Words(ProvenanceKind kind) => kind.ToString().ToLowerInvariant();

    private sealed record RealNote(string Sha, string AiLines, string HumanLines, string Tools, string LabelByNote, string Note);
}
