import { storageBlobDataOwner, storageQueueDataContributor, storageTableDataContributor } from 'roles.bicep'
import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param identityId string
param identityPrincipalId string
param zoneRedundant bool

@description('Whether only private endpoints reach the account.')
param privateNetwork bool

var packageContainer = 'app-packages'

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Without a virtual network, Flex Consumption has no addresses to allow: then the identity alone is the lock.
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      bypass: 'None'
    }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 14 }
      containerDeleteRetentionPolicy: { enabled: true, days: 14 }
    }

    resource packages 'containers' = {
      name: packageContainer
      properties: { publicAccess: 'None' }
    }
  }
}

var roles = [
  // The Functions host makes its containers, and leases blobs to agree on who runs timers; Durable does the same for partitions.
  storageBlobDataOwner
  // Durable makes the task hub's queues, and sends and takes their messages.
  storageQueueDataContributor
  // Orchestration histories, and the gate's own tables of reviews, audit and deliveries.
  storageTableDataContributor
]

resource assignments 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    name: guid(account.id, identityId, role)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: identityPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

output accountId string = account.id
output blobServiceUri string = account.properties.primaryEndpoints.blob
output queueServiceUri string = account.properties.primaryEndpoints.queue
output tableServiceUri string = account.properties.primaryEndpoints.table
output packageContainerUri string = '${account.properties.primaryEndpoints.blob}${packageContainer}'
