using System.Text.Json;
using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Risk;

public sealed class PermissionTests
{
    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", "Critical allows every action on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"*:*","Resource":["a","*"]}""", "Critical allows every action on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::a"}""", "High allows every action on some resources")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}""",
        "High allows every action on every resource, under a condition")]
    [InlineData("""{"Effect":"Allow","Action":"iam:*","Resource":"*"}""", "Critical allows every action of iam on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*"}""", "High allows every action of s3 on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::a/*"}""",
        "Medium allows every action of s3 on some resources")]
    [InlineData("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}""", "High allows every action but some on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}""",
        "High allows passing roles to services on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"iam:Pass*","Resource":"arn"}""",
        "Medium allows passing roles to services on some resources")]
    [InlineData("""{"Effect":"Allow","Action":"iam:AttachRolePolicy","Resource":"arn"}""",
        "High allows changing who may do what on some resources")]
    [InlineData("""{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}""", "High allows assuming roles on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"kms:ScheduleKeyDeletion","Resource":"arn"}""",
        "High allows destroying or handing over keys on some resources")]
    [InlineData("""{"Effect":"Allow","Action":"secretsmanager:GetSecretValue","Resource":"*"}""",
        "High allows reading secrets on every resource")]
    [InlineData("""{"Effect":"Allow","Action":"dynamodb:PutItem","Resource":"*"}""", "Low allows dynamodb:PutItem on every resource")]
    [InlineData("""{"Effect":"Allow","Action":["ec2:Describe*","logs:PutLogEvents"],"Resource":"*"}""", null)]
    [InlineData("""{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*"}""", null)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}""", "High lets everyone do s3:GetObject")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"s3:PutObject","Resource":"*"}""",
        "Critical lets everyone do s3:PutObject")]
    [InlineData("""{"Effect":"Allow","Principal":"*","Action":"sqs:SendMessage","Resource":"*","Condition":{"ArnEquals":{"aws:SourceArn":"x"}}}""",
        "Medium lets everyone do sqs:SendMessage, under a condition")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}""", "Critical lets everyone assume it")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:root"},"Action":"sts:AssumeRole"}""",
        "Low lets arn:aws:iam::1:root assume it")]
    [InlineData("""{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""", null)]
    [InlineData("""{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::1:oidc-provider/ci"},"Action":"sts:AssumeRoleWithWebIdentity"}""",
        "High lets all users of an identity provider assume it")]
    [InlineData("""{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::1:root"},"Action":"kms:*","Resource":"*"}""", null)]
    public void Statements_Of_Aws(string statement, string? grant)
    {
        var policy = JsonSerializer.Serialize($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");

        AssertGrants(grant, "aws_iam_policy", $$$"""{"policy":{{{policy}}}}""");
        AssertGrants(grant, "AWS::IAM::Policy", $$$"""{"PolicyDocument":{"Statement":{{{statement}}}}}""");
    }

    [Theory]
    [InlineData("aws_iam_role_policy_attachment", """{"policy_arn":"arn:aws:iam::aws:policy/AdministratorAccess"}""",
        "Critical gives the rights of AdministratorAccess")]
    [InlineData("AWS::IAM::Role",
        """{"ManagedPolicyArns":[{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":iam::aws:policy/PowerUserAccess"]]}]}""",
        "High gives the rights of PowerUserAccess")]
    [InlineData("azurerm_role_assignment", """{"role_definition_name":"Owner","scope":"/subscriptions/1"}""",
        "Critical makes someone Owner of a subscription")]
    [InlineData("azurerm_role_assignment", """{"role_definition_name":"Contributor","scope":"/subscriptions/1/resourceGroups/rg"}""",
        "High makes someone Contributor of the resource group rg")]
    [InlineData("azurerm_role_assignment",
        """{"role_definition_name":"Owner","scope":"/subscriptions/1/resourceGroups/rg/providers/Microsoft.Web/sites/s"}""",
        "High makes someone Owner of a resource")]
    [InlineData("azurerm_role_assignment",
        """{"role_definition_id":"x/18d7d88d-d35e-4fb5-a5c3-7773c20a72d9","scope":"/providers/Microsoft.Management/managementGroups/g"}""",
        "Critical makes someone User Access Administrator of a management group")]
    [InlineData("azurerm_role_assignment",
        """{"role_definition_id":"/F58310D9-A9F6-439A-9E8D-F62E7B41A168","scope":"/subscriptions/1"}""",
        "Critical makes someone Role Based Access Control Administrator of a subscription")]
    [InlineData("azurerm_role_assignment", """{"role_definition_name":"Reader","scope":"/subscriptions/1"}""", null)]
    [InlineData("azurerm_role_definition", """{"permissions":[{"actions":["*"]}]}""", "Critical defines a role that allows every action")]
    [InlineData("azurerm_role_definition", """{"permissions":[{"actions":["Microsoft.Authorization/*/write"]}]}""",
        "High defines a role that allows assigning roles")]
    [InlineData("azurerm_key_vault_access_policy", """{"secret_permissions":["Get","List"]}""",
        "Medium allows reading the secrets of a vault")]
    [InlineData("Microsoft.KeyVault/vaults", """{"properties":{"accessPolicies":[{"permissions":{"keys":["purge"]}}]}}""",
        "High allows deleting or purging keys or secrets of a vault")]
    [InlineData("google_project_iam_member", """{"role":"roles/owner","member":"user:a@example.com"}""", "Critical gives roles/owner")]
    [InlineData("google_project_iam_binding", """{"role":"roles/editor","members":["user:a@example.com"]}""", "High gives roles/editor")]
    [InlineData("google_secret_manager_secret_iam_member", """{"role":"roles/secretmanager.secretAccessor","member":"x"}""",
        "Medium gives roles/secretmanager.secretAccessor")]
    [InlineData("google_storage_bucket_iam_member", """{"role":"roles/storage.objectViewer","member":"allUsers"}""",
        "High gives roles/storage.objectViewer to everyone")]
    [InlineData("google_storage_bucket_iam_policy",
        """{"policy_data":"{\"bindings\":[{\"role\":\"roles/storage.objectAdmin\",\"members\":[\"allAuthenticatedUsers\"]}]}"}""",
        "Critical gives roles/storage.objectAdmin to everyone")]
    [InlineData("kubernetes_cluster_role", """{"rule":[{"api_groups":["*"],"resources":["*"],"verbs":["*"]}]}""",
        "Critical allows every verb on every Kubernetes resource")]
    [InlineData("kubernetes_cluster_role_binding", """{"role_ref":[{"name":"cluster-admin"}]}""", "Critical makes someone cluster-admin")]
    [InlineData("github_repository_collaborator", """{"permission":"admin"}""", "High makes someone administrator of a repository")]
    [InlineData("github_repository", """{"visibility":"public"}""", "Critical shows the repository to everyone")]
    public void Roles(string type, string attributes, string? grant) => AssertGrants(grant, type, attributes);

    [Theory]
    [InlineData("aws_security_group", """{"ingress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":22,"to_port":22}]}""",
        "Critical lets the whole internet in on port 22")]
    [InlineData("aws_security_group", """{"ingress":[{"cidr_blocks":["0.0.0.0/1","128.0.0.0/1"],"from_port":22,"to_port":22}]}""",
        "Critical lets the whole internet in on port 22")]
    [InlineData("aws_security_group", """{"ingress":[{"ipv6_cidr_blocks":["::/0"],"from_port":443,"to_port":443}]}""",
        "Low lets the whole internet in on port 443")]
    [InlineData("aws_security_group", """{"ingress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":0,"to_port":0,"protocol":"-1"}]}""",
        "Critical lets the whole internet in on every port")]
    [InlineData("aws_security_group", """{"egress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":0,"to_port":0}]}""", null)]
    [InlineData("aws_security_group_rule", """{"type":"egress","cidr_blocks":["0.0.0.0/0"],"from_port":0,"to_port":0}""", null)]
    [InlineData("aws_security_group_rule", """{"type":"ingress","cidr_blocks":["0.0.0.0/0"],"from_port":5000,"to_port":6000}""",
        "Critical lets the whole internet in on ports 5000-6000")]
    [InlineData("aws_vpc_security_group_egress_rule", """{"cidr_ipv4":"0.0.0.0/0"}""", null)]
    [InlineData("aws_vpc_security_group_ingress_rule", """{"cidr_ipv4":"0.0.0.0/0","from_port":8080,"to_port":8080}""",
        "High lets the whole internet in on port 8080")]
    [InlineData("AWS::EC2::SecurityGroup", """{"SecurityGroupIngress":[{"CidrIp":"0.0.0.0/0","FromPort":"3389","ToPort":"3389"}]}""",
        "Critical lets the whole internet in on port 3389")]
    [InlineData("AWS::EC2::SecurityGroup", """{"SecurityGroupEgress":[{"CidrIp":"0.0.0.0/0"}]}""", null)]
    [InlineData("azurerm_network_security_rule",
        """{"direction":"Inbound","access":"Allow","source_address_prefix":"Internet","destination_port_range":"1433"}""",
        "Critical lets the whole internet in on port 1433")]
    [InlineData("azurerm_network_security_rule",
        """{"direction":"Inbound","access":"Deny","source_address_prefix":"*","destination_port_range":"*"}""", null)]
    [InlineData("azurerm_network_security_rule",
        """{"direction":"Outbound","access":"Allow","source_address_prefix":"*","destination_port_range":"*"}""", null)]
    [InlineData("google_compute_firewall",
        """{"direction":"INGRESS","source_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp","ports":["80"]}]}""",
        "Low lets the whole internet in on port 80")]
    [InlineData("google_compute_firewall", """{"source_ranges":["0.0.0.0/0"],"deny":[{"protocol":"all"}]}""", null)]
    [InlineData("google_sql_database_instance",
        """{"settings":[{"ip_configuration":[{"authorized_networks":[{"value":"0.0.0.0/0"}]}]}]}""",
        "Critical lets the whole internet in on every port")]
    [InlineData("aws_eks_cluster", """{"vpc_config":[{"public_access_cidrs":["0.0.0.0/0"]}]}""",
        "High lets the whole internet in on every port")]
    [InlineData("azurerm_mssql_firewall_rule", """{"start_ip_address":"0.0.0.0","end_ip_address":"255.255.255.255"}""",
        "Critical lets the whole internet in")]
    [InlineData("azurerm_mssql_firewall_rule", """{"start_ip_address":"0.0.0.0","end_ip_address":"0.0.0.0"}""",
        "Medium lets all services of Azure in")]
    [InlineData("aws_route_table", """{"route":[{"cidr_block":"0.0.0.0/0","gateway_id":"igw"}]}""", null)]
    [InlineData("aws_network_acl", """{"ingress":[{"cidr_block":"0.0.0.0/0","from_port":22,"to_port":22}]}""",
        "Critical lets the whole internet in on port 22")]
    public void Networks(string type, string attributes, string? grant) => AssertGrants(grant, type, attributes);

    [Theory]
    [InlineData("aws_s3_bucket_acl", """{"acl":"public-read"}""", "High lets everyone read what is stored")]
    [InlineData("AWS::S3::Bucket", """{"AccessControl":"PublicReadWrite"}""", "Critical lets everyone read and write what is stored")]
    [InlineData("aws_s3_bucket_public_access_block", """{"block_public_policy":false}""",
        "High no longer keeps its bucket from being public")]
    [InlineData("azurerm_storage_container", """{"container_access_type":"blob"}""", "High lets everyone read what is stored")]
    [InlineData("Microsoft.Storage/storageAccounts", """{"properties":{"allowBlobPublicAccess":true}}""",
        "Medium allows containers that everyone can read")]
    [InlineData("aws_db_instance", """{"publicly_accessible":true}""", "High can be reached from the internet")]
    [InlineData("Microsoft.Sql/servers", """{"properties":{"publicNetworkAccess":"Enabled"}}""",
        "Medium can be reached from public networks")]
    [InlineData("aws_lambda_permission", """{"principal":"*"}""", "High lets everyone call the function")]
    [InlineData("aws_lambda_function_url", """{"authorization_type":"NONE"}""", "Medium lets everyone call the function's URL")]
    [InlineData("aws_s3_bucket_acl", """{"acl":"private"}""", null)]
    public void Public_Access(string type, string attributes, string? grant) => AssertGrants(grant, type, attributes);

    [Fact]
    public void What_Was_Allowed_Before_Is_No_Finding()
    {
        var open = """{"ingress":[{"cidr_blocks":["0.0.0.0/0"],"from_port":22,"to_port":22}],"description":"a"}""";

        Assert.Empty(Judge("aws_security_group", PlannedAction.Update, open, open.Replace("\"a\"", "\"b\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_Denial_That_Goes_Is_A_Finding()
    {
        var before = """{"policy":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"s3:DeleteBucket\",\"Resource\":\"*\"}]}"}""";

        var finding = Assert.Single(Judge("aws_iam_policy", PlannedAction.Update, before, """{"policy":"{\"Statement\":[]}"}"""));

        Assert.Equal("permission-denial-removed", finding.Rule);
    }

    [Fact]
    public void What_Cannot_Be_Told_Yet_Is_A_Small_Finding()
    {
        var change = Change("aws_iam_policy", PlannedAction.Update, "{}", "{}") with
        {
            Unknown = JsonElement.Parse("""{"id":true,"policy":true}"""),
        };

        var finding = Assert.Single(PermissionRules.Judge(change));

        Assert.Equal(("permission-untold", RiskSeverity.Low), (finding.Rule, finding.Severity));
        Assert.Empty(PermissionRules.Judge(change with { Type = "aws_instance" }));
    }

    private static void AssertGrants(string? grant, string type, string attributes)
    {
        var finding = Judge(type, PlannedAction.Create, null, attributes).SingleOrDefault();

        Assert.Equal(grant, finding is null ? null : $"{finding.Severity} {finding.What["it newly ".Length..]}");
    }

    private static IEnumerable<RiskFinding> Judge(string type, PlannedAction action, string? before, string? after) =>
        PermissionRules.Judge(Change(type, action, before, after));

    private static PlannedChange Change(string type, PlannedAction action, string? before, string? after) =>
        new(new RiskLocation("plan.json"), "it", type, action)
        {
            Before = before is null ? null : JsonElement.Parse(before),
            After = after is null ? null : JsonElement.Parse(after),
        };
}
