targetScope = 'resourceGroup'

import { graphDirectory, mailServer, resourceTags, teamsDelivery } from 'modules/types.bicep'

metadata description = 'The deployment review gate as a function app, with everything that it needs. What each part is for: README.md.'

// --- What the gate is ---

@description('What the resources are named after: lower-case letters, digits and hyphens, a letter first and no hyphen last.')
@minLength(3)
@maxLength(24)
param name string

@description('The Azure region of all resources that have one. It must offer Flex Consumption.')
param location string = resourceGroup().location

@description('Put on every resource.')
param tags resourceTags = {}

// --- Who may use it, and who hears of trouble ---

@description('Client id of the console\'s registration in Entra ID, which register-console.sh makes.')
@minLength(36)
@maxLength(36)
param consoleClientId string

@description('The Entra ID tenant whose people may sign in and decide.')
param tenantId string = tenant().tenantId

@description('Who gets the alerts and the gate\'s own alarms.')
param operatorEmail string

@description('The https origin of the gate if it is not the app\'s own host name; without a slash at its end.')
param publicOrigin string = ''

// --- Where requests come from, and where answers go ---

@description('Origins that signed callbacks may go to, such as https://ci.example.com; none where pipelines read the outcome themselves.')
param allowedCallbackOrigins string[] = []

@description('Origins that documents named in requests may be fetched from, such as https://artifacts.example.com.')
param allowedDocumentOrigins string[] = []

@description('Names of the secrets in the Key Vault that Standard Webhooks are signed with: one, and two while it is replaced; none switches Standard Webhooks off.')
param webhookSecretNames string[] = []

@description('Names of the secrets in the Key Vault that the system which tells of incidents signs with; none where nobody tells of incidents.')
param incidentSecretNames string[] = []

@description('Id of the GitHub App; 0 switches GitHub off.')
@minValue(0)
param gitHubAppId int = 0

@description('The server, or the mailbox, that escalations and alarms are mailed by.')
param mail mailServer

@description('Whether mails have links to the decision page. They are signed with the secret decision-links-key in the Key Vault.')
param decisionLinks bool = false

@description('Whether links count too that were signed with the secret decision-links-previous-key, while the key is replaced.')
param decisionLinksPreviousKey bool = false

@description('How people are read from Microsoft Entra ID, which the managed identity must be granted; null where they are read from the file alone.')
param directory graphDirectory?

@description('How the bot proves who it is: by the managed identity, or by an app registration with a client secret.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param botAppType string = 'UserAssignedMSI'

@description('Client id of the bot\'s app registration; only with botAppType SingleTenant.')
param botAppId string = ''

@description('Where the bot tells of reviews besides personal chats, and whether it installs its app.')
param teams teamsDelivery = {}

// --- How large it is, and what it may cost ---

@description('Memory of one instance, in MiB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('The most instances that run at a time. 1 to 1,000.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that wait for requests, since Teams gives a button 10 seconds; 0 starts one when needed. Not 1 with zoneRedundant.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('Spreads instances and storage over the region\'s availability zones. It cannot be changed later.')
param zoneRedundant bool = false

@description('How long logs, traces and metrics are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('The age, in hours, from which an open review is an alert: longer than the longest escalation ladder.')
@minValue(1)
@maxValue(720)
param oldestReviewHours int = 48

// --- What is optional ---

@description('Puts storage and Key Vault into a virtual network, closes them to the internet, and gives callbacks one outbound address.')
param privateNetwork bool = false

@description('Address space of the virtual network: at least a /25.')
param virtualNetworkPrefix string = '10.90.0.0/24'

@description('Address ranges that may reach the Key Vault in spite of privateNetwork, so that operators can set secrets.')
param operatorIpRanges string[] = []

@description('Makes a Durable Task Scheduler, for more orchestrations than Azure Storage carries. host.json must choose it too.')
param durableTaskScheduler bool = false

// Some names must be unique in all of Azure.
var suffix = uniqueString(resourceGroup().id, name)
var uniqueName = '${name}-${suffix}'
var taskHubName = 'gate'
var insightsName = '${name}-insights'
var origin = empty(publicOrigin) ? 'https://${functionApp.outputs.hostName}' : publicOrigin
var botHasRegistration = botAppType == 'SingleTenant'
var botClientId = !botHasRegistration
  ? identity.properties.clientId
  : !empty(botAppId)
      ? botAppId
      : fail('botAppType SingleTenant needs botAppId, the client id of the bot\'s app registration.')
// Microsoft Graph lets an app install and notify for itself alone, and the gate asks it as the managed identity.
var teamsAllowed = teams.?catalogAppId == null || (directory != null && !botHasRegistration)
  ? teams
  : fail('teams.catalogAppId needs the parameter directory and botAppType UserAssignedMSI: the managed identity installs the app.')

// One identity for everything. All of it happens in the same process, which could use a second identity's tokens as well; so a second one
// would part nothing, and this one principal shows everything that the gate may do.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-identity'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    gateName: name
    name: insightsName
    workspaceName: '${name}-logs'
    location: location
    tags: tags
    identityId: identity.id
    identityPrincipalId: identity.properties.principalId
    logRetentionDays: logRetentionDays
    operatorEmail: operatorEmail
    oldestReviewHours: oldestReviewHours
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: {
    name: name
    location: location
    tags: tags
    addressPrefix: virtualNetworkPrefix
    zoneRedundant: zoneRedundant
  }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: 'gate${suffix}'
    location: location
    tags: tags
    identityId: identity.id
    identityPrincipalId: identity.properties.principalId
    zoneRedundant: zoneRedundant
    privateNetwork: privateNetwork
  }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: 'gate-${suffix}'
    location: location
    tags: tags
    identityId: identity.id
    identityPrincipalId: identity.properties.principalId
    workspaceId: monitoring.outputs.workspaceId
    privateNetwork: privateNetwork
    operatorIpRanges: operatorIpRanges
  }
}

module endpoints 'modules/privateEndpoints.bicep' = if (privateNetwork) {
  params: {
    name: name
    location: location
    tags: tags
    virtualNetworkId: network!.outputs.virtualNetworkId
    subnetId: network!.outputs.endpointSubnetId
    storageAccountId: storage.outputs.accountId
    vaultId: vault.outputs.vaultId
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableTaskScheduler) {
  params: {
    name: uniqueName
    taskHubName: taskHubName
    location: location
    tags: tags
    identityId: identity.id
    identityPrincipalId: identity.properties.principalId
    allowedRanges: privateNetwork ? ['${network!.outputs.outboundAddress}/32'] : ['0.0.0.0/0']
  }
}

module functionApp 'modules/functionApp.bicep' = {
  params: {
    name: uniqueName
    location: location
    tags: tags
    identityId: identity.id
    tenantId: tenantId
    consoleClientId: consoleClientId
    packageContainerUri: storage.outputs.packageContainerUri
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: alwaysReadyInstances
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork ? network!.outputs.appSubnetId : null
  }
}

module appSettings 'modules/appSettings.bicep' = {
  params: {
    functionAppName: uniqueName
    tenantId: tenantId
    identityClientId: identity.properties.clientId
    botClientId: botClientId
    botHasRegistration: botHasRegistration
    teams: teamsAllowed
    blobServiceUri: storage.outputs.blobServiceUri
    queueServiceUri: storage.outputs.queueServiceUri
    tableServiceUri: storage.outputs.tableServiceUri
    vaultUri: vault.outputs.vaultUri
    insightsName: insightsName
    origin: origin
    operatorEmail: operatorEmail
    allowedCallbackOrigins: allowedCallbackOrigins
    allowedDocumentOrigins: allowedDocumentOrigins
    webhookSecretNames: webhookSecretNames
    incidentSecretNames: incidentSecretNames
    gitHubAppId: gitHubAppId
    mail: mail
    decisionLinks: decisionLinks
    decisionLinksPreviousKey: decisionLinksPreviousKey
    directory: directory
    schedulerEndpoint: durableTaskScheduler ? scheduler!.outputs.endpoint : null
    taskHubName: durableTaskScheduler ? taskHubName : null
  }
  // Secrets are read as soon as settings refer to them.
  dependsOn: [endpoints]
}

module bot 'modules/bot.bicep' = {
  params: {
    name: uniqueName
    tags: tags
    tenantId: tenantId
    appType: botAppType
    clientId: botClientId
    identityId: identity.id
    endpoint: '${origin}/api/messages'
  }
}

output functionAppName string = functionApp.outputs.name
output functionAppHostName string = functionApp.outputs.hostName
output identityClientId string = identity.properties.clientId
output identityPrincipalId string = identity.properties.principalId
output botClientId string = botClientId
output vaultName string = vault.outputs.name
