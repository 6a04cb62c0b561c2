using System.Text;
using CsCheck;

namespace Workflow.Tests.Adapters.Documents.Sql;

public sealed class SqlPropertyTests
{
    private static readonly string[] Statements =
    [
        "DROP TABLE basket", "TRUNCATE TABLE orders", "DELETE FROM item", "DELETE FROM item WHERE id = 3", "UPDATE item SET n = 0 WHERE 1 = 1",
        "ALTER TABLE item ADD COLUMN a int NOT NULL , DROP COLUMN b", "CREATE INDEX ix ON item ( n )", "GRANT ALL ON item TO app",
        "SELECT * FROM item WHERE note = 'DROP TABLE x'", "WITH d AS ( DELETE FROM item RETURNING * ) SELECT * FROM d",
        "DO $$ BEGIN DELETE FROM item; END $$", "INSERT INTO item VALUES ( 1 , 'DELETE FROM y' )", "REINDEX TABLE item",
    ];

    private static readonly Gen<string> Gap = Among(" ", "\t ", " /* DROP TABLE no; ' */ ", " /* a /* b */ ; */ ", "  ");

    [Fact]
    public void Comments_Space_And_Case_Change_Nothing()
    {
        var script = Among(Statements).List[1, 6];

        Gen.Select(script, Gap.Array[200], Gen.Bool.Array[200]).Sample((statements, gaps, upper) =>
        {
            var plain = string.Join(";\n", statements) + ";";
            var varied = Vary(plain, gaps, upper);

            Assert.Equal(SqlFacts.Read(plain).ToUpperInvariant(), SqlFacts.Read(varied).ToUpperInvariant());
        });
    }

    [Fact]
    public void Any_Text_Is_Read()
    {
        var piece = Gen.OneOf(
            Among(Statements),
            Among("'", "\"", "`", "$$", "$a$", "/*", "*/", "--", "\n", ";", "(", ")", "GO\n", "\nGO\n", "DELIMITER //\n", "//", "\\", "\\!", "BEGIN ", "END ", "CASE ", "IF "),
            Among("[", "]", "{{", "}}", "${", "q'[", "E'", "N'", "COPY a FROM stdin;\n", "\\.\n", "CREATE FUNCTION f() AS ", "EXECUTE ", "EXEC(", "@x", "ALTER TABLE ", "DROP ", "."),
            Gen.String[0, 10]);

        piece.Array[0, 60].Sample(parts => _ = SqlFacts.Of(string.Concat(parts)), iter: 5_000);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("(DELETE ")]
    [InlineData("BEGIN ")]
    [InlineData("'")]
    [InlineData("/*")]
    [InlineData("ALTER TABLE a DROP (")]
    [InlineData("EXECUTE 'EXECUTE ")]
    [InlineData("DO $$ ")]
    [InlineData("CREATE FUNCTION a AS ")]
    [InlineData("DELETE FROM a WHERE (")]
    [InlineData("WHERE 1=1 OR ")]
    [InlineData("a.")]
    [InlineData("[")]
    [InlineData("$a")]
    [InlineData("\nDROP TABLE a")]
    [InlineData("[dbo] IF 1=1 ")]
    [InlineData("\nGO\nSELECT [a] ")]
    [InlineData("\nGO\nDROP TABLE [dbo].[a] BEGIN ")]
    public void Work_Grows_With_The_Length_Only(string piece)
    {
        _ = BytesAllocatedFor(piece, 1_000);

        var once = BytesAllocatedFor(piece, 100_000);
        var fourTimes = BytesAllocatedFor(piece, 400_000);

        Assert.InRange(fourTimes, 0, 8 * once);
    }

    private static long BytesAllocatedFor(string piece, int length)
    {
        var text = new StringBuilder().Insert(0, piece, length / piece.Length).ToString();
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = SqlFacts.Of(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void A_Long_Statement_That_Hides_Its_End_Is_A_Finding()
    {
        var sql = $"UPDATE basket SET note = {string.Join(" + ", Enumerable.Repeat("note", 40_000))} WHERE id = 1;\nDROP TABLE orders;";

        Assert.Contains(SqlFacts.Of(sql), fact => fact.Operation is Workflow.Core.Risk.Sql.SqlOperation.NotUnderstood);
        Assert.Contains("DropTable orders@2", SqlFacts.Read(sql));
    }

    [Fact]
    public void Rows_Of_A_Dump_Are_Passed_Over()
    {
        var sql = $"INSERT INTO item VALUES {string.Join(",", Enumerable.Repeat("(1,'it''s; DROP TABLE a;')", 100_000))};\nDROP TABLE orders;";

        Assert.Equal("DropTable orders@2", SqlFacts.Read(sql));
    }

    private static string Vary(string sql, string[] gaps, bool[] upper)
    {
        var text = new StringBuilder();
        var inText = false;
        for (var i = 0; i < sql.Length; i++)
        {
            inText ^= sql[i] == '\'';
            var number = i % gaps.Length;
            text.Append(sql[i] == ' ' && !inText && (i == 0 || sql[i - 1] != '$') ? gaps[number] : inText ? sql[i].ToString()
                : upper[number] ? char.ToUpperInvariant(sql[i]).ToString() : char.ToLowerInvariant(sql[i]).ToString());
        }

        return text.ToString();
    }

    private static Gen<string> Among(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);
}
