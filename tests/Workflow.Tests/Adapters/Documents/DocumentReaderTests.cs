using System.IO.Compression;
using System.Text;
using Workflow.Adapters.Documents;
using Workflow.Adapters.Documents.Json;
using Workflow.Core.Risk;

namespace Workflow.Tests.Adapters.Documents;

public sealed class DocumentReaderTests
{
    private const string Plan = """
        {"format_version":"1.2","resource_changes":[
        {"address":"aws_db_instance.näme","type":"aws_db_instance","change":{"actions":["delete"]}}]}
        """;

    public static TheoryData<string> Encodings => ["utf-8", "utf-16", "utf-16BE", "utf-32"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_Byte_Order_Mark_Tells_The_Encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var report = Reading.Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Plan)]);

        Assert.Equal("aws_db_instance.näme is deleted", Assert.Single(report.Findings).What);
    }

    [Fact]
    public void Utf16_Is_Read_Without_A_Byte_Order_Mark() =>
        Assert.Equal("resource-deleted", Assert.Single(Reading.Read(Encoding.Unicode.GetBytes(Plan)).Findings).Rule);

    [Fact]
    public void Properties_Can_Stand_In_Any_Order_And_Far_Behind()
    {
        var report = Reading.Read($$$$"""
            {"planned":"{{new string('x', 300_000)}}",
            "resource_changes":[{"address":"a","type":"aws_db_instance","change":{"actions":["delete"]}}],
            "format_version":"1.2"}
            """);

        Assert.Equal("terraform-plan", Assert.Single(report.Documents).Kind);
        Assert.Equal("resource-deleted", Assert.Single(report.Findings).Rule);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("{\"format_version\":\"1.0\",\"terraform_version\":\"1.9.5\",\"values\":{}}")]
    public void What_Is_Of_No_Known_Kind_Is_A_Finding(string text)
    {
        var report = Reading.Read(text);

        var finding = Assert.Single(report.Findings);
        Assert.Equal(("document-unknown", RiskSeverity.High, false), (finding.Rule, finding.Severity, finding.IsReversible));
        Assert.Equal(DocumentRules.UnknownKind, Assert.Single(report.Documents).Kind);
    }

    [Fact]
    public void What_Is_Packed_Is_A_Finding_That_Says_To_Unpack_It()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Plan));
        }

        var finding = Assert.Single(Reading.Read(packed.ToArray(), "plan.json.gz").Findings);

        Assert.Equal(("document-unknown", RiskSeverity.High, false), (finding.Rule, finding.Severity, finding.IsReversible));
        Assert.EndsWith("unpack it first.", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("terraform show -json", Assert.Single(Reading.Read([.. "PK"u8, 3, 4, 20, 0], "tfplan").Findings).Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"format_version":"1.2","resource_changes":[],"complete":false}""", RiskSeverity.Medium)]
    [InlineData("""{"format_version":"1.2","resource_changes":[],"errored":true}""", RiskSeverity.High)]
    [InlineData("""{"StackName":"prod","Changes":[],"NextToken":"more"}""", RiskSeverity.High)]
    public void What_Nobody_Could_See_Weighs_More_Than_What_The_Tool_Put_Off(string text, RiskSeverity severity)
    {
        var finding = Assert.Single(Reading.Read(text).Findings);

        Assert.Equal(("document-incomplete", severity, false), (finding.Rule, finding.Severity, finding.IsReversible));
    }

    [Theory]
    [InlineData(0.98)]
    [InlineData(0.5)]
    public void What_Is_Cut_Off_Is_A_Finding(double share)
    {
        var cut = Plan[..(int)(Plan.Length * share)];

        Assert.Contains(Reading.Read(cut).Findings, finding => finding.Rule == "document-unreadable");
    }

    [Fact]
    public void What_Was_Found_Before_A_Mistake_Is_Kept()
    {
        var report = Reading.Read($"{Plan} and more");

        Assert.Equal(["resource-deleted", "document-unreadable"], report.Findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("0.2")]
    [InlineData("1.0")]
    public void Older_Format_Versions_Are_Read_To_Their_End(string version)
    {
        var report = Reading.Read(Plan.Replace("1.2", version, StringComparison.Ordinal));

        Assert.Equal(["resource-deleted"], report.Findings.Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("\"2.0\"")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Another_Format_Version_Is_A_Finding_Beside_What_Was_Found(string version)
    {
        var report = Reading.Read(Plan.Replace("\"1.2\"", version, StringComparison.Ordinal));

        Assert.Equal(["resource-deleted", "document-unreadable"], report.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void A_Resource_That_Is_Too_Large_Is_A_Finding_And_The_Next_Is_Read()
    {
        var large = new string('x', JsonCursor.DefaultMaxValueSize + 1);

        var report = Reading.Read($$$$"""
            {"format_version":"1.2","resource_changes":[{"address":"{{{{large}}}}"},
            {"address":"a","type":"aws_db_instance","change":{"actions":["delete"]}}]}
            """);

        Assert.Equal(["resource-deleted", "document-unreadable"], report.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void A_Large_Plan_Is_Read_Through_A_Small_Window()
    {
        using var json = new JsonCursor(new GeneratedPlan(11_000));
        var changes = 0;

        json.EachProperty(name =>
        {
            if (name == "resource_changes")
            {
                json.EachElement(_ => changes++, () => Assert.Fail("No resource is large."));
            }
        });

        Assert.Equal(11_000, changes);
        Assert.Equal(64 * 1024, json.PeakSize);
    }

    [Fact]
    public void A_Large_Plan_Is_Judged_Whole()
    {
        var risk = new RiskCollector();

        DocumentReader.Read(new RiskDocument("plan.json", () => new GeneratedPlan(2_000)), risk);

        Assert.Equal(201, risk.ToReport().Count);
        Assert.Equal("environment-lost", risk.ToReport().Findings[0].Rule);
    }

    [Theory]
    [InlineData("""[{"StackName":"a","ChangeSetId":"1","Changes":[],"NextToken":"x"},{"StackName":"b","ChangeSetId":"2","Changes":[]}]""", true)]
    [InlineData("""[{"StackName":"a","Changes":[],"NextToken":"x"},{"StackName":"b","Changes":[]}]""", true)]
    [InlineData("""[{"StackName":"a","ChangeSetId":"1","Changes":[],"NextToken":"x"},{"StackName":"a","ChangeSetId":"1","Changes":[]}]""", false)]
    public void The_Last_Page_Of_One_Change_Set_Is_Not_That_Of_Another(string text, bool isIncomplete) =>
        Assert.Equal(isIncomplete, Reading.Read(text).Rules.Contains("document-incomplete"));

    [Theory]
    [InlineData("Warning", true)]
    [InlineData("Error", true)]
    [InlineData("Info", false)]
    public void What_If_Warns_Of_What_It_Did_Not_Look_Into(string level, bool isIncomplete)
    {
        var diagnostic = $$$"""{"level":"{{{level}}}","code":"NestedDeploymentShortCircuited","message":"Not expanded.","target":"/a"}""";

        var reports = new[]
        {
            Reading.Read($$$"""{"status":"Succeeded","changes":[],"diagnostics":[{{{diagnostic}}}]}"""),
            Reading.Read($$$"""{"properties":{"changes":[],"diagnostics":[{{{diagnostic}}}]},"status":"Succeeded"}"""),
        };

        Assert.All(reports, report => Assert.Equal(
            isIncomplete ? ["What-if reports NestedDeploymentShortCircuited: Not expanded"] : [],
            report.Findings.Select(finding => finding.What)));
    }

    [Fact]
    public void What_Cannot_Be_Opened_Is_No_Finding() =>
        Assert.Throws<IOException>(
            () => DocumentReader.Read(new RiskDocument("a", () => throw new IOException("gone")), new RiskCollector()));

    [Fact]
    public void Names_In_A_Head_Are_Those_Of_The_Two_Outer_Levels()
    {
        var head = new DocumentHead("a.JSON", "{\"a\":{\"b\":{\"c\":1}},\"d\":[{\"e\":1}],\"f"u8);

        Assert.Equal(["a", "a.b", "d"], head.Names.Order());
        Assert.Equal(".json", head.Extension);
        Assert.Equal(["[].a"], new DocumentHead("a", "[{\"a\":{\"b\":1}}]"u8).Names);
        Assert.Equal(["a", "a.b"], JsonNames.ReadAll(new MemoryStream("{\"a\":{\"b\":{\"c\":1}}}"u8.ToArray())).Order());
    }
}
