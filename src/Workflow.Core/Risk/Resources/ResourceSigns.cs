using static Workflow.Core.Risk.ResourceCategory;

namespace Workflow.Core.Risk;

/// <summary>What types of resources are recognised by.</summary>
internal static class ResourceSigns
{
    /// <summary>
    /// What a normalized type contains, or ends with where a <c>$</c> stands. The first match counts: parts and settings of a
    /// resource therefore stand before the resource, and special types before general ones.
    /// </summary>
    public static readonly IReadOnlyList<(ResourceCategory Category, string[] Signs)> InOrder =
    [
        (Storage, ["snapshot$", "recoverypoint", "disksnapshot"]),
        (Setting,
        [
            "parametergroup", "optiongroup", "subnetgroup", "eventsubscription", "dashboard", "alarm", "metric", "diagnosticsetting",
            "notification", "lifecycle", "bucketversioning", "bucketacl", "publicaccessblock", "serversideencryption",
            "bucketlogging", "bucketcor", "bucketownership", "bucketwebsite", "bucketreplication", "autoscalingpolicy",
            "autoscalesetting", "scalingpolicy", "scalabletarget", "appautoscalingtarget", "scheduledaction", "budget", "tag$",
            "launchtemplate", "launchconfiguration", "taskdefinition", "lock$", "datadog", "grafana", "pagerduty", "newrelic",
            "sentry", "nullresource", "terraformdata", "timesleep", "timerotating", "timestatic", "randomid", "randompet",
            "randominteger", "randomstring", "randomuuid", "randomshuffle", "localfile", "templatefile", "archivefile",
            "projectservice",
        ]),
        (Secret,
        [
            "randompassword", "tlsprivatekey", "secretversion", "secretsmanager", "secretmanager", "keyvaultsecret", "vaultsecret",
            "certificate", "ssmparameter", "kubernetessecret", "coresecret", "actionssecret", "accesskey", "apikey", "keypair",
            "serviceaccountkey", "vaultgeneric", "vaultkv",
        ]),
        (Identity,
        [
            "iam", "roleassignment", "roledefinition", "rolebinding", "clusterrole", "managedidentity", "userassignedidentity",
            "azuread", "serviceprincipal", "microsoftgraph", "organizationpolicy", "orgpolicy", "accesspolicy", "policyassignment",
            "policydefinition", "serviceaccount", "serviceidentity", "githubteam", "collaborator", "okta", "auth0", "bucketpolicy",
            "permission", "cognitoidentity", "usergroup", "conditionalaccess", "ssoadmin", "identitystore", "kubernetesrole",
        ]),
        (DnsRecord, ["dnsrecord", "recordset", "route53record", "cloudflarerecord", "dnsarecord", "dnscnamerecord", "dnstxtrecord"]),
        (DnsZone, ["dnszone", "hostedzone", "route53zone", "dnsmanagedzone", "cloudflarezone$", "privatedns", "route53delegation"]),
        (ResourceCategory.Key,
        [
            "kmskey", "kmsreplicakey", "kmsexternalkey", "cryptokey", "kmskeyring", "keyvaultkey", "vaultkey", "keyvault$",
            "keyvaultvault", "managedhsm", "hardwaresecuritymodule", "cloudhsm", "diskencryptionset", "vaulttransit",
        ]),
        (Messaging,
        [
            "sqs", "awssns", "servicebus", "eventhub", "eventgrid", "pubsub", "kinesis", "amazonmq", "mqbroker", "kafka", "mskcluster",
            "mskserverless", "eventbus", "storagequeue", "queue$", "topic$", "rabbitmq", "eventsarchive",
        ]),
        (Network,
        [
            "securitygroup", "firewall", "networkacl", "routetable", "natgateway", "internetgateway", "privateendpoint", "vpcendpoint",
            "peering", "virtualnetwork", "subnet", "publicip", "elasticip", "awseip", "ec2eip", "loadbalancer", "awslb", "awsalb",
            "awselb", "targetgroup", "applicationgateway", "frontdoor", "cdn", "cloudfront", "vpngateway", "vpnconnection",
            "expressroute", "directconnect", "transitgateway", "trafficmanager", "globalaccelerator", "computenetwork",
            "computeaddress", "computeglobaladdress", "forwardingrule", "backendservice", "urlmap", "computeroute", "cloudflare",
            "waf", "bastion", "networkinterface", "virtualhub", "virtualwan", "vpcconnector", "apigateway", "apimanagement",
            "ingress", "vpc$", "microsoftnetwork", "kubernetesservice$", "coreservice$",
        ]),
        (ResourceCategory.Environment,
        [
            "resourcegroup$", "googleproject$", "organizationsproject", "organizationproject", "resourcemanagerproject",
            "organizationsaccount", "organizationaccount", "managementgroup", "namespace$", "namespacev1$", "beanstalkenvironment",
            "beanstalkapplication", "appserviceenvironment", "hostingenvironment", "managedenvironment", "containerappenvironment",
            "cloudformationstack", "deploymentstack", "googlefolder", "awsorganization", "azurermsubscription",
            "microsoftsubscription", "githubrepository$", "herokuapp$", "composerenvironment",
        ]),
        (Database,
        [
            "dbinstance", "dbcluster", "rds", "dynamodb", "elasticache", "memorydb", "docdb", "neptune", "redshift", "keyspace",
            "timestream", "opensearch", "elasticsearch", "sqlserver", "sqlmanagedinstance", "mssql", "mysql", "postgres", "mariadb",
            "cosmosdb", "documentdb", "redis", "memcache", "kusto", "synapse", "spanner", "bigtable", "bigquery", "firestore",
            "alloydb", "datastore", "memorystore", "sqlinstance", "sqladmin", "mongodb", "userpool$", "directoryservice",
            "domainservice", "snowflake", "databrick", "searchservice", "appconfiguration", "planetscale", "influxdb", "cassandra",
            "database",
        ]),
        (Storage,
        [
            "bucket", "s3object", "storageaccount", "storagecontainer", "storageshare", "storageblob", "storagetable", "blobservice",
            "fileservice", "ebsvolume", "computedisk", "computeregiondisk", "manageddisk", "volume$", "filesystem", "fsx", "glacier",
            "backupvault", "recoveryservice", "dataprotection", "ecrrepository", "containerregistry", "artifactregistry", "netapp",
            "volumeclaim", "loggroup", "loganalytics", "operationalinsight", "datalake", "storagesync", "codecommit", "disk$",
            "filestoreinstance",
        ]),
        (Machine, ["nodegroup", "nodepool", "agentpool"]),
        (Cluster,
        [
            "ekscluster", "ecscluster", "kubernetescluster", "managedcluster", "containercluster", "openshift", "gkehub",
            "customresourcedefinition", "servicefabric", "computeenvironment", "cluster$",
        ]),
        (Machine,
        [
            "awsinstance", "ec2instance", "ec2fleet", "spotinstance", "autoscalinggroup", "autoscalinggroup", "virtualmachine",
            "computeinstance", "scaleset", "instancegroup", "lightsailinstance", "droplet", "workspacesworkspace", "statefulset",
        ]),
        (Workload,
        [
            "lambda", "function", "ecsservice", "apprunner", "cloudrun", "containerapp", "webapp", "microsoftwebsite", "appservice",
            "serverfarm", "serviceplan", "logicapp", "workflow", "stepfunction", "deployment$", "deploymentv1$", "daemonset",
            "cronjob", "job$", "helmrelease", "containergroup", "signalr", "staticsite", "staticwebapp", "codebuild", "codepipeline",
            "codedeploy", "datafactory", "workersscript", "sagemaker", "amplify", "appengine", "dataflow", "scheduler",
            "automationaccount",
        ]),
        (Setting, ["attachment$", "association$", "configuration$", "configmap", "configmapv1$", "policy$"]),
    ];
}
