using Workflow.Adapters.Documents;
using Workflow.Core.Risk;
using Workflow.Core.Risk.Changes;

namespace Workflow.Tests.Adapters.Documents;

public sealed class ChangedDocumentTests
{
    [Fact]
    public void A_New_Migration_Is_Judged_Whole() =>
        Assert.Equal("Critical irreversible sql-drop-table at db/7.sql:2 basket: table basket is dropped", TextDocuments.Show(TextDocuments.Change("db/7.sql", null, "SELECT 1;\nDROP TABLE basket;")));

    [Theory]
    [InlineData("/*\napiVersion: v1\nkind: Pod\n{{\n*/\nDROP TABLE basket;")]
    [InlineData("/*\ndiff --git a/x b/x\n*/\nDROP TABLE basket;")]
    public void A_Script_Is_A_Script_Whatever_Its_Comments_Look_Like(string sql)
    {
        Assert.Equal("table basket is dropped", TextDocuments.What(TextDocuments.Change("m.sql", null, sql)));
        Assert.Equal("table basket is dropped", TextDocuments.What(TextDocuments.Document("m.sql", sql)));
    }

    [Fact]
    public void A_Script_That_Undoes_A_Step_Still_Counts()
    {
        Assert.Equal(RiskSeverity.Low, TextDocuments.Change("7.down.sql", null, "DROP TABLE basket;").Findings.Single().Severity);
        Assert.Equal(RiskSeverity.Critical, TextDocuments.Document("7.down.sql", "DROP TABLE basket;").Findings.Single().Severity);
    }

    [Fact]
    public void A_Reader_That_Fails_Is_A_Finding()
    {
        var risk = new RiskCollector();

        ChangedDocumentReader.Read(new ChangedDocument("7.sql", null, () => new BrokenStream()), risk);

        Assert.Equal("document-unreadable", risk.ToReport().Findings.Single().Rule);
    }

    [Theory]
    [InlineData("Migrations/20260101_Drop.cs",
        "protected override void Up(MigrationBuilder b)\n{\n  b.DropTable(\n}\nprotected override void Down(MigrationBuilder b)\n{\n  b.DropColumn(\n", 3)]
    [InlineData("db/migrate/20260101_drop.rb", "def down\n  drop_table :a\nend\ndef up\n  remove_column :a, :b\nend", 5)]
    [InlineData("alembic/versions/1a.py", "def upgrade() -> None:\n    op.drop_column('a', 'b')\ndef downgrade() -> None:\n    op.drop_table('a')", 2)]
    [InlineData("shop/migrations/0002_drop.py", "operations = [\n  migrations.RemoveField(\n  )\n]", 2)]
    [InlineData("shop/migrations/0002_drop.py", "operations = [migrations.DeleteModel(name='A')]", 1)]
    [InlineData("shop/migrations/0002_drop.py", "# migrations.RunSQL\nmigrations.RunSQL('')", 2)]
    [InlineData("migrations/2_drop.js", "exports.up = k =>\n  k.schema.dropTable('a');\nexports.down = k =>\n  k.schema.dropTable('b');", 2)]
    [InlineData("migrations/2_drop.php", "public function down(): void\n{ Schema::drop('b'); }\npublic function up(): void\n{ Schema::dropIfExists('a'); }", 4)]
    public void A_Migration_In_Code_That_Destroys_Data_Is_A_Finding(string path, string text, int line)
    {
        var finding = TextDocuments.Change(path, null, text).Findings.Single();

        Assert.Equal(("migration-drops", RiskSeverity.High, false, line), (finding.Rule, finding.Severity, finding.IsReversible, finding.Where.Line));
        Assert.Empty(TextDocuments.Change(path, text, text).Findings);
        Assert.True(RiskPaths.IsWorthReading(path));
    }

    [Theory]
    [InlineData("main.tf", true)]
    [InlineData("Jenkinsfile", true)]
    [InlineData(".terraform.lock.hcl", false)]
    [InlineData("src/Program.cs", false)]
    public void Pipelines_And_Infrastructure_Are_Read(string path, bool expected) => Assert.Equal(expected, RiskPaths.IsWorthReading(path));

    [Fact]
    public void A_Diff_Shows_Migrations_In_Code() =>
        Assert.Contains("migration-drops", TextDocuments.Document("change.diff",
            "diff --git a/db/migrate/1_a.rb b/db/migrate/1_a.rb\n--- /dev/null\n+++ b/db/migrate/1_a.rb\n@@ -0,0 +1,1 @@\n+drop_table :a\n").Rules);

    [Fact]
    public void What_A_Script_Did_Before_Is_No_Change() =>
        Assert.Equal("table b is dropped", TextDocuments.What(TextDocuments.Change("db/all.sql", "DROP TABLE a;", "-- moved\n\nDROP TABLE a;\nDROP TABLE b;")));

    [Fact]
    public void A_Deleted_Script_Does_Nothing() => Assert.Empty(TextDocuments.Change("db/all.sql", "DROP TABLE a;", null).Findings);

    [Fact]
    public void New_Lines_Of_Other_Files_Are_Read_For_Broad_Permissions() =>
        Assert.Equal("sg.json:3", TextDocuments.Change("sg.json", "{\n\"a\": 1\n}", "{\n\"a\": 1,\n\"cidr\": \"0.0.0.0/0\"\n}").Findings.Single().Where.ToString());

    [Fact]
    public void A_Policy_Is_Compared()
    {
        const string Narrow = """{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"}]}""";
        const string Broad = """{"Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";

        Assert.NotEmpty(TextDocuments.Change("iam.json", Narrow, Broad).Findings);
        Assert.Empty(TextDocuments.Change("iam.json", Broad, Broad).Findings);
    }

    [Fact]
    public void A_File_Of_No_Known_Kind_Is_No_Finding()
    {
        var report = TextDocuments.Change("settings.yaml", null, "a: [1, 2");

        Assert.Empty(report.Findings);
        Assert.Empty(report.Documents);
    }

    [Fact]
    public void A_Template_Of_A_Manifest_Is_A_Finding() =>
        Assert.Equal("manifest-template", TextDocuments.Change("chart/templates/web.yaml", null, "apiVersion: v1\nkind: Pod\nspec: {{ .Values.x }}\n").Findings.Single().Rule);

    private sealed class BrokenStream() : MemoryStream([0x20])
    {
        public override int Read(Span<byte> buffer) => throw new InvalidOperationException();

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException();
    }
}
