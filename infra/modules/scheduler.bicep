import { durableTaskDataContributor } from 'roles.bicep'
import { resourceTags } from 'types.bicep'

param name string
param taskHubName string
param location string
param tags resourceTags
param identityId string
param identityPrincipalId string

@description('Address ranges that may call the scheduler; none would be nobody.')
param allowedRanges string[]

resource scheduler 'Microsoft.DurableTask/schedulers@2026-02-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'Consumption' }
    ipAllowlist: allowedRanges
  }

  resource taskHub 'taskHubs' = {
    name: taskHubName
  }
}

// Starts, runs, reads and purges orchestrations in this task hub, and in no other.
resource orchestrating 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::taskHub.id, identityId, durableTaskDataContributor)
  scope: scheduler::taskHub
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', durableTaskDataContributor)
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
  }
}

output endpoint string = scheduler.properties.endpoint
