import { resourceTags } from 'types.bicep'

param name string
param tags resourceTags
param tenantId string

@allowed(['UserAssignedMSI', 'SingleTenant'])
param appType string

param clientId string
param identityId string
param endpoint string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  tags: tags
  kind: 'azurebot'
  // The free tier has no limit for Teams, which is a standard channel.
  sku: { name: 'F0' }
  properties: {
    displayName: 'Deployment review gate'
    endpoint: endpoint
    msaAppType: appType
    msaAppId: clientId
    msaAppTenantId: tenantId
    msaAppMSIResourceId: appType == 'UserAssignedMSI' ? identityId : null
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}
