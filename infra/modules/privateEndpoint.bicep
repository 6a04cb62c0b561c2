import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param virtualNetworkId string
param subnetId string
param resourceId string

@description('The part of the service that is reached, as Private Link names it.')
param part string

@description('The private DNS zone in which the service\'s name is found.')
param zoneName string

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: name
    location: 'global'
    tags: tags
    properties: {
      virtualNetwork: { id: virtualNetworkId }
      registrationEnabled: false
    }
  }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      {
        name: part
        properties: {
          privateLinkServiceId: resourceId
          groupIds: [part]
        }
      }
    ]
  }

  resource records 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [
        {
          name: part
          properties: { privateDnsZoneId: zone.id }
        }
      ]
    }
  }
}
