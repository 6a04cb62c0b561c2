using Workflow.Core.Risk;

namespace Workflow.Tests.Core.Risk;

public sealed class ResourceCatalogueTests
{
    [Theory]
    [InlineData(ResourceCategory.Database,
        "aws_db_instance", "aws_rds_cluster", "AWS::RDS::DBInstance", "aws:rds/instance:Instance", "aws_dynamodb_table",
        "AWS::DynamoDB::Table", "aws_elasticache_replication_group", "AWS::Cognito::UserPool", "azurerm_mssql_database",
        "Microsoft.Sql/servers/databases", "azure-native:sql:Database", "azurerm_postgresql_flexible_server",
        "Microsoft.DocumentDB/databaseAccounts", "google_sql_database_instance", "gcp:sql/databaseInstance:DatabaseInstance",
        "google_spanner_instance", "google_bigquery_dataset", "Microsoft.Cache/Redis", "aws_opensearch_domain")]
    [InlineData(ResourceCategory.Storage,
        "aws_s3_bucket", "AWS::S3::Bucket", "aws:s3/bucketV2:BucketV2", "azurerm_storage_account",
        "Microsoft.Storage/storageAccounts", "google_storage_bucket", "aws_ebs_volume", "AWS::EC2::Volume", "aws_efs_file_system",
        "azurerm_managed_disk", "Microsoft.Compute/disks", "aws_ecr_repository", "kubernetes_persistent_volume_claim",
        "aws_db_snapshot", "aws_cloudwatch_log_group", "azurerm_recovery_services_vault", "google_compute_disk")]
    [InlineData(ResourceCategory.Environment,
        "azurerm_resource_group", "Microsoft.Resources/resourceGroups", "google_project", "kubernetes_namespace",
        "kubernetes:core/v1:Namespace", "aws_elastic_beanstalk_environment", "AWS::ElasticBeanstalk::Environment",
        "AWS::CloudFormation::Stack", "aws_organizations_account", "azurerm_container_app_environment", "github_repository")]
    [InlineData(ResourceCategory.Key,
        "aws_kms_key", "AWS::KMS::Key", "azurerm_key_vault", "Microsoft.KeyVault/vaults", "google_kms_crypto_key")]
    [InlineData(ResourceCategory.Secret,
        "aws_secretsmanager_secret", "AWS::SecretsManager::Secret", "azurerm_key_vault_secret", "random_password",
        "google_secret_manager_secret", "aws_acm_certificate", "kubernetes:core/v1:Secret")]
    [InlineData(ResourceCategory.Cluster,
        "aws_eks_cluster", "AWS::EKS::Cluster", "azurerm_kubernetes_cluster", "Microsoft.ContainerService/managedClusters",
        "google_container_cluster", "aws_ecs_cluster")]
    [InlineData(ResourceCategory.Messaging,
        "aws_sqs_queue", "AWS::SNS::Topic", "azurerm_servicebus_namespace", "Microsoft.ServiceBus/namespaces",
        "Microsoft.EventHub/namespaces/eventhubs", "google_pubsub_topic", "aws_msk_cluster", "aws_kinesis_stream")]
    [InlineData(ResourceCategory.DnsZone,
        "aws_route53_zone", "AWS::Route53::HostedZone", "azurerm_dns_zone", "Microsoft.Network/dnsZones", "google_dns_managed_zone",
        "cloudflare_zone")]
    [InlineData(ResourceCategory.DnsRecord,
        "aws_route53_record", "AWS::Route53::RecordSet", "azurerm_dns_a_record", "google_dns_record_set", "cloudflare_record",
        "cloudflare_dns_record")]
    [InlineData(ResourceCategory.Machine,
        "aws_instance", "AWS::EC2::Instance", "azurerm_linux_virtual_machine", "Microsoft.Compute/virtualMachines",
        "google_compute_instance", "aws_autoscaling_group", "aws:ec2/instance:Instance", "google_container_node_pool")]
    [InlineData(ResourceCategory.Network,
        "aws_vpc", "AWS::EC2::VPC", "aws_subnet", "aws_security_group", "AWS::EC2::SecurityGroup", "aws_lb",
        "azurerm_virtual_network", "Microsoft.Network/virtualNetworks", "google_compute_firewall", "google_compute_network",
        "aws_nat_gateway", "azurerm_mssql_firewall_rule", "aws_cloudfront_distribution", "aws_route_table_association")]
    [InlineData(ResourceCategory.Identity,
        "aws_iam_role", "AWS::IAM::Policy", "azurerm_role_assignment", "Microsoft.Authorization/roleAssignments",
        "google_project_iam_member", "azuread_application", "google_service_account", "aws_s3_bucket_policy",
        "github_repository_collaborator")]
    [InlineData(ResourceCategory.Workload,
        "aws_lambda_function", "AWS::Lambda::Function", "aws_ecs_service", "azurerm_linux_web_app", "Microsoft.Web/sites",
        "google_cloud_run_service", "kubernetes_deployment", "helm_release")]
    [InlineData(ResourceCategory.Setting,
        "null_resource", "aws_cloudwatch_metric_alarm", "datadog_monitor", "aws_db_parameter_group", "aws_s3_bucket_versioning",
        "aws_ecs_task_definition", "random_id", "aws_db_subnet_group")]
    [InlineData(ResourceCategory.Other,
        "acme_thing", "", "::", "a:b:c", "Contoso.Robots/arms")]
    public void Types_Of_All_Tools_Are_Known(ResourceCategory category, params string[] types) =>
        Assert.Equal(types.Select(type => $"{type}: {category}"), types.Select(type => $"{type}: {ResourceCatalogue.CategoryOf(type)}"));
}
