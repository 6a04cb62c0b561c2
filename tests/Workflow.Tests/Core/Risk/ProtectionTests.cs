using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Risk;

public sealed class ProtectionTests
{
    [Theory]
    [InlineData("""{"deletion_protection":true}""", """{"deletion_protection":false}""", "High it: deletion protection is switched off")]
    [InlineData("""{"deletion_protection":false}""", """{"deletion_protection":true}""", null)]
    [InlineData("""{"DeletionProtection":"true"}""", """{"DeletionProtection":"false"}""",
        "High it: deletion protection is switched off")]
    [InlineData("""{"properties":{"enablePurgeProtection":true}}""", """{"properties":{"enablePurgeProtection":false}}""",
        "High it: purge protection is switched off")]
    [InlineData("""{"versioning":[{"enabled":true}]}""", """{"versioning":[{"enabled":false}]}""", "High it: versioning is switched off")]
    [InlineData("""{"other":[{"enabled":true}]}""", """{"other":[{"enabled":false}]}""", null)]
    [InlineData("""{"VersioningConfiguration":{"Status":"Enabled"}}""", """{"VersioningConfiguration":{"Status":"Suspended"}}""",
        "High it: versioning is switched off")]
    [InlineData("""{"skip_final_snapshot":false}""", """{"skip_final_snapshot":true}""",
        "Medium it: deletion without a final snapshot is switched on")]
    [InlineData("""{"force_destroy":false}""", """{"force_destroy":true}""", "Medium it: deletion with all contents is switched on")]
    [InlineData("""{"backup_retention_period":7}""", """{"backup_retention_period":0}""",
        "High it: the backup retention goes from 7 to 0")]
    [InlineData("""{"backup_retention_period":"7"}""", """{"backup_retention_period":"1"}""",
        "Medium it: the backup retention goes from 7 to 1")]
    [InlineData("""{"backup_retention_period":7}""", """{"backup_retention_period":14}""", null)]
    [InlineData("""{"desired_count":3}""", """{"desired_count":0}""", "High it: the desired count goes to 0")]
    [InlineData("""{"desired_count":3}""", """{"desired_count":1}""", null)]
    public void What_Is_Taken_Away(string before, string after, string? found) =>
        AssertFound(found, Change(PlannedAction.Update) with { Before = JsonElement.Parse(before), After = JsonElement.Parse(after) });

    [Theory]
    [InlineData("aws_db_instance", """{"skip_final_snapshot":true}""", "Low it is made with deletion without a final snapshot")]
    [InlineData("aws_s3_bucket", """{"force_destroy":true}""", "Low it is made with deletion with all contents")]
    [InlineData("aws_iam_user", """{"force_destroy":true}""", null)]
    [InlineData("aws_db_instance", """{"deletion_protection":false}""", null)]
    public void What_Is_Missing_From_The_Start(string type, string after, string? found) =>
        AssertFound(found, Change(PlannedAction.Create) with { Type = type, After = JsonElement.Parse(after) });

    [Theory]
    [InlineData(2, 0, null)]
    [InlineData(3, 0, "Critical! environment-lost Deleted at once: 3 databases")]
    [InlineData(2, 1, "Critical! environment-lost Deleted or replaced at once: 1 whole environment, 2 databases")]
    [InlineData(0, 3, "Critical! environment-lost Replaced at once: 3 whole environments")]
    public void Many_Losses_At_Once_Are_One_More_Finding(int deleted, int replaced, string? found)
    {
        var loss = new EnvironmentLoss();
        Repeat(deleted, Change(PlannedAction.Delete));
        Repeat(replaced, Change(PlannedAction.Replace) with { Type = "aws_elastic_beanstalk_environment" });
        Repeat(50, Change(PlannedAction.Update));
        Repeat(50, Change(PlannedAction.Delete) with { Retention = Retention.Everything });

        var finding = loss.Judge("plan.json");

        Assert.Equal(
            found, finding is null ? null : $"{finding.Severity}{(finding.IsReversible ? "" : "!")} {finding.Rule} {finding.What}");

        void Repeat(int count, PlannedChange change)
        {
            for (var i = 0; i < count; i++)
            {
                loss.Count(change);
            }
        }
    }

    [Fact]
    public void Many_Losses_Of_Any_Kind_Are_A_Finding_Too()
    {
        var loss = new EnvironmentLoss();
        for (var i = 0; i < 20; i++)
        {
            loss.Count(Change(PlannedAction.Delete) with { Type = "aws_lambda_function" });
        }

        Assert.Equal("mass-destruction", loss.Judge("plan.json")?.Rule);
    }

    private static void AssertFound(string? found, PlannedChange change)
    {
        var finding = ProtectionRules.Judge(change).SingleOrDefault();

        Assert.Equal(found, finding is null ? null : $"{finding.Severity} {finding.What}");
    }

    private static PlannedChange Change(PlannedAction action) => new(new RiskLocation("plan.json"), "it", "aws_db_instance", action);
}
