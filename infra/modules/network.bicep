import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags

@description('At least a /25: each of the two subnets takes a quarter or half of it.')
param addressPrefix string

param zoneRedundant bool

// Whoever receives callbacks can allow this one address.
resource outbound 'Microsoft.Network/publicIPAddresses@2026-03-01' = {
  name: '${name}-outbound'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  zones: zoneRedundant ? ['1', '2', '3'] : null
  properties: {
    publicIPAllocationMethod: 'Static'
  }
}

resource gateway 'Microsoft.Network/natGateways@2026-03-01' = {
  name: '${name}-nat'
  location: location
  tags: tags
  sku: { name: 'Standard' }
  properties: {
    publicIpAddresses: [{ id: outbound.id }]
  }
}

resource virtualNetwork 'Microsoft.Network/virtualNetworks@2026-03-01' = {
  name: '${name}-network'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          natGateway: { id: gateway.id }
          // Flex Consumption asks for a subnet of its own with this delegation.
          delegations: [
            {
              name: 'flex-consumption'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, 26, 1) }
      }
    ]
  }

  resource app 'subnets' existing = { name: 'app' }

  resource endpoints 'subnets' existing = { name: 'endpoints' }
}

output virtualNetworkId string = virtualNetwork.id
output appSubnetId string = virtualNetwork::app.id
output endpointSubnetId string = virtualNetwork::endpoints.id
output outboundAddress string = outbound.properties.ipAddress
