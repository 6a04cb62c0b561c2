namespace Workflow.Tests.Adapters.Documents;

public sealed class TemplateTests
{
    private const string Json = """
        {"AWSTemplateFormatVersion":"2010-09-09","Resources":{
        "Orders":{"Type":"AWS::RDS::DBInstance","DeletionPolicy":"Retain","Properties":{"Engine":"postgres"}},
        "Rule":{"Type":"AWS::EC2::SecurityGroupIngress","Properties":{"GroupId":{"Ref":"Web"},"IpProtocol":"tcp","FromPort":22,"ToPort":22,
        "CidrIp":"0.0.0.0/0"}},
        "Role":{"Type":"AWS::IAM::Role","Properties":{"ManagedPolicyArns":[
        {"Fn::Sub":"arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"}]}}}}
        """;

    private const string Yaml = """
        # The shop
        AWSTemplateFormatVersion: 2010-09-09
        Resources:
          Orders:
            Type: AWS::RDS::DBInstance
            DeletionPolicy: Retain
            Properties: {Engine: postgres}
          Rule:
            Type: AWS::EC2::SecurityGroupIngress
            Properties:
              GroupId: !Ref Web
              IpProtocol: tcp
              FromPort: 22
              ToPort: '22'
              CidrIp: 0.0.0.0/0
          Role:
            Type: AWS::IAM::Role
            Properties:
              ManagedPolicyArns:
              - !Sub arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess
        """;

    private const string Arm = """
        {"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","resources":[
        {"type":"Microsoft.Sql/servers/databases","name":"shop/orders"},{"type":"Microsoft.Web/sites","name":"shop"}]}
        """;

    [Fact]
    public void What_A_Template_In_Yaml_Allows_Is_What_The_Same_Allows_In_Json()
    {
        var (json, yaml) = (TextDocuments.Document("t.json", Json), TextDocuments.Document("t.yaml", Yaml));

        Assert.Equal("cloudformation-template", Assert.Single(yaml.Documents).Kind);
        Assert.Equal(2, yaml.Count);
        Assert.Equal(
            json.Findings.Select(finding => (finding.Where.Address, finding.What)),
            yaml.Findings.Select(finding => (finding.Where.Address, finding.What)));
    }

    [Theory]
    [InlineData("Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {Type: AWS::Serverless::Function}\n")]
    [InlineData("'Resources':\n  F: {Type: AWS::Serverless::Function, Properties: {A: !GetAtt b.c, B: !If [a, !Ref b, []]}}\n")]
    [InlineData("AWSTemplateFormatVersion: '2010-09-09'\n")]
    public void Templates_In_Yaml_Are_Known(string yaml)
    {
        var report = TextDocuments.Document("t.yaml", yaml);

        Assert.Equal("cloudformation-template", Assert.Single(report.Documents).Kind);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void An_Alias_That_Grows_Is_Bounded()
    {
        var text = new string('x', 100_000);
        var yaml = "AWSTemplateFormatVersion: a\nResources:\n  A:\n"
            + $"    a: &a {text}\n    b: [{string.Join(", ", Enumerable.Repeat("*a ", 100))}]\n";

        Assert.Equal("document-unreadable", Assert.Single(TextDocuments.Document("t.yaml", yaml).Findings).Rule);
    }

    [Fact]
    public void A_Resource_That_Is_Gone_From_A_Template_Is_Deleted()
    {
        var kept = Json.Replace("\"Orders\"", "\"Basket\"", StringComparison.Ordinal);
        var lost = Json.Replace("\"DeletionPolicy\":\"Retain\",", "", StringComparison.Ordinal);
        var gone = Yaml.Replace("  Orders:", "  Basket:", StringComparison.Ordinal);

        Assert.Equal(
            "Medium resource-forgotten at t.json Orders: Orders (AWS::RDS::DBInstance) is taken out and remains by policy",
            TextDocuments.Show(TextDocuments.Change("t.json", Json, kept)));
        Assert.Equal(
            "Critical irreversible resource-deleted at t.yaml Orders: Orders (AWS::RDS::DBInstance) is deleted: it is gone from the template",
            TextDocuments.Show(TextDocuments.Change("t.yaml", lost, gone)));
        Assert.Empty(TextDocuments.Change("t.yaml", Json, Yaml).Findings);
    }

    [Fact]
    public void A_Resource_That_Is_Gone_From_A_Template_Of_Azure_Is_Deleted()
    {
        var after = Arm.Replace("shop/orders", "shop/basket", StringComparison.Ordinal);

        Assert.Equal(
            "Microsoft.Sql/servers/databases shop/orders is deleted: it is gone from the template",
            TextDocuments.What(TextDocuments.Change("t.json", Arm, after)));
        Assert.Empty(TextDocuments.Change("t.json", Arm, Arm).Findings);
    }

    [Fact]
    public void A_Policy_That_Kept_A_Resource_Is_Missed()
    {
        var after = Yaml.Replace("DeletionPolicy: Retain", "DeletionPolicy: Delete", StringComparison.Ordinal);

        Assert.Equal(
            "High protection-removed at t.yaml Orders: Orders (AWS::RDS::DBInstance): deleting it no longer keeps the resource itself",
            TextDocuments.Show(TextDocuments.Change("t.yaml", Yaml, after)));
        Assert.Empty(TextDocuments.Change("t.yaml", after, Yaml).Findings);
    }
}
