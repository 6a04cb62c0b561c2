namespace Workflow.Core.Risk;

/// <summary>What a resource is for, as far as its loss is concerned. The heaviest first.</summary>
public enum ResourceCategory
{
    /// <summary>Holds other resources, which go with it: a resource group, project, account, namespace or environment.</summary>
    Environment,

    /// <summary>Databases, caches, search indexes and directories of users.</summary>
    Database,

    /// <summary>Buckets, disks, file shares, registries, backups and logs.</summary>
    Storage,

    /// <summary>Keys that encrypt, and the vaults that hold them.</summary>
    Key,

    /// <summary>Clusters that others run their work on.</summary>
    Cluster,

    /// <summary>Queues, topics and streams.</summary>
    Messaging,

    /// <summary>Zones with all names in them.</summary>
    DnsZone,

    /// <summary>Secrets, passwords and certificates.</summary>
    Secret,

    /// <summary>Virtual machines and groups of them.</summary>
    Machine,

    /// <summary>Networks, gateways, load balancers, addresses and firewalls.</summary>
    Network,

    /// <summary>Single names.</summary>
    DnsRecord,

    /// <summary>Users, roles, groups, policies and what assigns them.</summary>
    Identity,

    /// <summary>Functions, services and jobs that keep nothing.</summary>
    Workload,

    /// <summary>Of a type that the catalogue does not know.</summary>
    Other,

    /// <summary>Settings of another resource, dashboards, alarms and resources that stand for nothing outside.</summary>
    Setting,
}
