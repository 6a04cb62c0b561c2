import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param virtualNetworkId string
param subnetId string
param storageAccountId string
param vaultId string

type target = {
  @description('The part of the service that is reached, as Private Link names it.')
  part: string
  resourceId: string
  zone: string
}

var targets target[] = [
  { part: 'blob', resourceId: storageAccountId, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { part: 'queue', resourceId: storageAccountId, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { part: 'table', resourceId: storageAccountId, zone: 'privatelink.table.${environment().suffixes.storage}' }
  { part: 'vault', resourceId: vaultId, zone: 'privatelink.vaultcore.azure.net' }
]

module endpoints 'privateEndpoint.bicep' = [
  for target in targets: {
    params: {
      name: '${name}-${target.part}'
      location: location
      tags: tags
      virtualNetworkId: virtualNetworkId
      subnetId: subnetId
      resourceId: target.resourceId
      part: target.part
      zoneName: target.zone
    }
  }
]
