namespace Workflow.Tests.Adapters.Documents;

public sealed class ChangedDocumentTests
{
    [Fact]
    public void A_New_Migration_Is_Judged_Whole() =>
        Assert.Equal("Critical irreversible sql-drop-table at db/7.sql:2 basket: table basket is dropped", TextDocuments.Show(TextDocuments.Change("db/7.sql", null, "SELECT 1;\nDROP TABLE basket;")));

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
}
