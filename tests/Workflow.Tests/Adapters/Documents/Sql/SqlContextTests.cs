namespace Workflow.Tests.Adapters.Documents.Sql;

/// <summary>What a statement is worth depends on where it stands: under a condition, in a routine, in the undo part of a migration.</summary>
public sealed class SqlContextTests
{
    [Theory]
    [InlineData("IF OBJECT_ID('dbo.a') IS NULL CREATE TABLE dbo.a(x int)\nGO\nTRUNCATE TABLE dbo.a\nGO", "Truncate dbo.a@3")]
    [InlineData("IF OBJECT_ID('dbo.a') IS NULL BEGIN CREATE TABLE dbo.a(x int) END\nTRUNCATE TABLE dbo.a\nGO", "Truncate dbo.a@2")]
    [InlineData("WHILE 1 = 0 CREATE TABLE dbo.a(x int)\nTRUNCATE TABLE dbo.a\nGO", "Truncate dbo.a@2")]
    [InlineData("BEGIN TRY CREATE TABLE dbo.a(x int) END TRY BEGIN CATCH PRINT 'x' END CATCH\nTRUNCATE TABLE dbo.a\nGO", "Truncate dbo.a@2")]
    [InlineData("no SQL\nIF OBJECT_ID('dbo.a') IS NULL\nCREATE TABLE dbo.a(x int)\nGO\nTRUNCATE TABLE dbo.a\nGO", "Truncate dbo.a@5")]
    [InlineData("DO $$ BEGIN IF x THEN SELECT 1; CREATE TABLE a (x int); END IF; END $$; TRUNCATE a;", "Truncate a@1")]
    [InlineData("DO $$ BEGIN CREATE TABLE a (x int); EXCEPTION WHEN duplicate_table THEN NULL; END $$; TRUNCATE a;", "Truncate a@1")]
    [InlineData("CREATE TABLE IF NOT EXISTS a (x int); TRUNCATE a;", "Truncate a@1")]
    [InlineData("BEGIN;\nDROP TABLE IF EXISTS a;\nCREATE TABLE a (x int);\nTRUNCATE a;", "DropTable a@2")]
    public void A_Table_That_Was_Perhaps_There_Is_Not_The_Scripts_Own(string sql, string expected) => Assert.Equal(expected, SqlFacts.Read(sql));

    [Theory]
    [InlineData("CREATE PROCEDURE m() BEGIN DELETE FROM a; END;\nCALL m();", "DeleteAll a@1")]
    [InlineData("CREATE FUNCTION s.f() RETURNS void AS $$\nDROP TABLE a;\n$$ LANGUAGE sql;\nSELECT s.f();", "DropTable a@2")]
    [InlineData("CREATE FUNCTION f() RETURNS void AS $$\nDROP TABLE a;\n$$ LANGUAGE sql;\nDO $$ BEGIN PERFORM f(); END $$;", "DropTable a@2")]
    [InlineData("CREATE PROCEDURE dbo.m AS\nDROP TABLE a;\nGO\nEXEC m\nGO", "DropTable a@2")]
    [InlineData("CREATE PROCEDURE dbo.m AS\nDROP TABLE a;\nGO\nCREATE PROC n AS EXEC dbo.m\nGO\nn\nGO", "DropTable a@2")]
    [InlineData("CREATE PROCEDURE m() BEGIN DELETE FROM a; END;\nCALL other();", "DeleteAll a@1 WhenCalled")]
    [InlineData("CREATE FUNCTION f() RETURNS trigger AS $$\nDELETE FROM a;\n$$ LANGUAGE plpgsql;\nCREATE TRIGGER t AFTER DELETE ON b EXECUTE FUNCTION f();",
        "DeleteAll a@2 WhenCalled")]
    public void What_A_Called_Routine_Does_Happens_At_Once(string sql, string expected) => Assert.Equal(expected, SqlFacts.Read(sql));

    [Theory]
    [InlineData("V2__basket.sql", "-- +goose Up\n-- +goose Down\nDROP TABLE a;", "DropTable a@3")]
    [InlineData("R__basket.sql", "---- create above / drop below ----\nDROP TABLE a;", "DropTable a@2")]
    [InlineData("2.sql", "-- +goose Up\n-- migrate:down\nDROP TABLE a;", "DropTable a@3")]
    [InlineData("2.sql", "---- create above / drop below ----\nDROP TABLE a;\n---- create above / drop below ----\nDROP TABLE b;", "DropTable a@2; DropTable b@4")]
    public void Marks_Of_Another_Tool_Undo_Nothing(string name, string sql, string expected) => Assert.Equal(expected, SqlFacts.Read(sql, name));

    [Fact]
    public void A_Script_That_Is_Handed_In_Runs_Whatever_Its_Name() =>
        Assert.Equal("DropTable basket@1", SqlFacts.Read("DROP TABLE basket;", "7.down.sql", isOfRepository: false));
}
