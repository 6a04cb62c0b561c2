import { keyVaultSecretsUser } from 'roles.bicep'
import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param identityId string
param identityPrincipalId string
param workspaceId string

@description('Whether only private endpoints, and operatorIpRanges, reach the vault.')
param privateNetwork bool

param operatorIpRanges string[]

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: privateNetwork && empty(operatorIpRanges) ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Without a virtual network, Flex Consumption has no addresses to allow: then the identity alone is the lock.
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
      bypass: 'None'
      ipRules: [for range in operatorIpRanges: { value: range }]
    }
  }
}

// App Service reads the secrets that settings refer to, and nothing else; it writes none.
resource reading 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identityId, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Who read which secret. The stable version of this type cannot name a workspace.
#disable-next-line use-recent-api-versions
resource auditing 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output name string = vault.name
output vaultId string = vault.id
output vaultUri string = vault.properties.vaultUri
