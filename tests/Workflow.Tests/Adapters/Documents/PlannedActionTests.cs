namespace Workflow.Tests.Adapters.Documents;

public sealed class PlannedActionTests
{
    [Theory]
    [InlineData("\"no-op\"", null)]
    [InlineData("\"read\"", null)]
    [InlineData("\"create\"", null)]
    [InlineData("\"update\"", null)]
    [InlineData("\"delete\"", "Critical! resource-deleted")]
    [InlineData("\"delete\",\"create\"", "Critical! resource-replaced")]
    [InlineData("\"create\",\"delete\"", "Critical! resource-replaced")]
    [InlineData("\"forget\"", "Medium resource-forgotten")]
    [InlineData("\"create\",\"forget\"", "Medium resource-forgotten")]
    [InlineData("\"explode\"", "High! resource-untold")]
    [InlineData("", "High! resource-untold")]
    public void Terraform(string actions, string? found) => AssertFound(found, $$$$"""
        {"format_version":"1.2","resource_changes":[{"address":"aws_db_instance.a","mode":"managed","type":"aws_db_instance",
        "change":{"actions":[{{{{actions}}}}],"before":{},"after":{}}}]}
        """);

    [Theory]
    [InlineData("noop", null)]
    [InlineData("create", null)]
    [InlineData("update", null)]
    [InlineData("delete", "Critical! resource-deleted")]
    [InlineData("replace", "Critical! resource-replaced")]
    [InlineData("remove", "Medium resource-forgotten")]
    [InlineData("import", "Info resource-imported")]
    [InlineData("explode", "High! resource-untold")]
    public void Terraform_Streams(string action, string? found) => AssertFound(found, $$$$"""
        {"@level":"info","@message":"Terraform 1.9.5","@module":"terraform.ui","type":"version"}
        {"@level":"info","@message":"a","@module":"terraform.ui","type":"planned_change",
        "change":{"resource":{"addr":"aws_db_instance.a","resource_type":"aws_db_instance"},"action":"{{{{action}}}}"}}
        {"@level":"info","@message":"a","@module":"terraform.ui","type":"change_summary","changes":{}}
        """, "document-coarse");

    [Theory]
    [InlineData("\"Action\":\"Add\"", null)]
    [InlineData("\"Action\":\"Modify\",\"Replacement\":\"False\"", null)]
    [InlineData("\"Action\":\"Modify\",\"Replacement\":\"True\"", "Critical! resource-replaced")]
    [InlineData("\"Action\":\"Modify\",\"Replacement\":\"True\",\"PolicyAction\":\"ReplaceAndDelete\"", "Critical! resource-replaced")]
    [InlineData("\"Action\":\"Modify\",\"Replacement\":\"True\",\"PolicyAction\":\"ReplaceAndSnapshot\"", "High! resource-replaced")]
    [InlineData("\"Action\":\"Modify\",\"Replacement\":\"True\",\"PolicyAction\":\"ReplaceAndRetain\"", "High! resource-replaced")]
    [InlineData("\"Action\":\"Modify\",\"Replacement\":\"Conditional\"", "High! resource-may-be-replaced")]
    [InlineData("\"Action\":\"Modify\",\"Details\":[{\"Target\":{\"Name\":\"Engine\",\"RequiresRecreation\":\"Always\"}}]",
        "High! resource-may-be-replaced")]
    [InlineData("\"Action\":\"Remove\"", "Critical! resource-deleted")]
    [InlineData("\"Action\":\"Remove\",\"PolicyAction\":\"Delete\"", "Critical! resource-deleted")]
    [InlineData("\"Action\":\"Remove\",\"PolicyAction\":\"Snapshot\"", "High! resource-deleted")]
    [InlineData("\"Action\":\"Remove\",\"PolicyAction\":\"Retain\"", "Medium resource-forgotten")]
    [InlineData("\"Action\":\"Import\"", "Info resource-imported")]
    [InlineData("\"Action\":\"Dynamic\"", "High! resource-untold")]
    public void CloudFormation(string change, string? found) => AssertFound(found, $$$$"""
        {"StackName":"prod","Changes":[{"Type":"Resource",
        "ResourceChange":{"LogicalResourceId":"Db","ResourceType":"AWS::RDS::DBInstance",{{{{change}}}}}}]}
        """);

    [Theory]
    [InlineData("Create", null)]
    [InlineData("Modify", null)]
    [InlineData("NoChange", null)]
    [InlineData("NoEffect", null)]
    [InlineData("Delete", "Critical! resource-deleted")]
    [InlineData("delete", "Critical! resource-deleted")]
    [InlineData("detach", "Medium resource-forgotten")]
    [InlineData("Unsupported", "High! resource-untold")]
    [InlineData("Ignore", "Info resource-untold")]
    [InlineData("Explode", "High! resource-untold")]
    public void What_If(string changeType, string? found)
    {
        var change = $$$$"""
            {"resourceId":"/subscriptions/1/resourceGroups/rg/providers/Microsoft.Sql/servers/s/databases/d",
            "changeType":"{{{{changeType}}}}","before":{},"after":{}}
            """;

        AssertFound(found, $$$$"""{"status":"Succeeded","changes":[{{{{change}}}}]}""");
        AssertFound(found, $$$$"""{"properties":{"changes":[{{{{change}}}}]},"status":"Succeeded"}""");
    }

    [Theory]
    [InlineData("same", null)]
    [InlineData("create", null)]
    [InlineData("update", null)]
    [InlineData("read", null)]
    [InlineData("refresh", null)]
    [InlineData("create-replacement", null)]
    [InlineData("delete", "Critical! resource-deleted")]
    [InlineData("replace", "Critical! resource-replaced")]
    [InlineData("import", "Info resource-imported")]
    [InlineData("explode", "High! resource-untold")]
    public void Pulumi(string op, string? found)
    {
        var step = $"\"op\":\"{op}\",\"urn\":\"urn:pulumi:prod::shop::aws:rds/instance:Instance::orders\"";

        AssertFound(found, $$$$"""{"steps":[{{{{{step}}}}}],"changeSummary":{}}""");
        AssertFound(found, $$$$"""
            {"sequence":1,"timestamp":1,"resourcePreEvent":{"metadata":{{{{{step}}}}},"planning":true}}
            {"sequence":2,"timestamp":1,"summaryEvent":{}}
            """);
    }

    [Theory]
    [InlineData("replace", true, false, "High! resource-replaced")]
    [InlineData("replace", false, true, "Critical! resource-replaced")]
    [InlineData("delete", true, false, "Medium resource-forgotten")]
    [InlineData("delete-replaced", true, false, "Medium resource-forgotten")]
    public void Pulumi_Retains_What_Its_Old_State_Says(string op, bool before, bool after, string found) => AssertFound(found, $$$$"""
        {"steps":[{"op":"{{{{op}}}}","urn":"urn:pulumi:prod::shop::aws:rds/instance:Instance::orders",
        "oldState":{"retainOnDelete":{{{{(before ? "true" : "false")}}}}},"newState":{"retainOnDelete":{{{{(after ? "true" : "false")}}}}}}],
        "changeSummary":{}}
        """);

    [Fact]
    public void A_Pulumi_Replacement_Without_Its_Middle_Step_Is_A_Deletion() => AssertFound("Critical! resource-deleted", """
        {"steps":[{"op":"delete-replaced","urn":"urn:pulumi:prod::shop::aws:rds/instance:Instance::orders"}],"changeSummary":{}}
        """);

    private static void AssertFound(string? found, string document, string? besides = null)
    {
        var report = Reading.Read(document);

        var finding = Assert.Single(
            report.Findings.Where(one => one.Rule != besides).DefaultIfEmpty());
        Assert.Equal(found, finding is null ? null : $"{finding.Severity}{(finding.IsReversible ? "" : "!")} {finding.Rule}");
    }
}
