import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param identityId string
param tenantId string
param consoleClientId string

@description('The blob container that the app is deployed to and started from.')
param packageContainerUri string

param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyInstances int
param zoneRedundant bool

@description('Where outbound calls leave from; null for the platform\'s addresses.')
param subnetId string?

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      remoteDebuggingEnabled: false
    }
  }

  resource signIn 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: {
        requireAuthentication: true
        // People without a session are sent to sign in. Programs send an Entra ID token for the console as Bearer, which is checked.
        unauthenticatedClientAction: 'RedirectToLoginPage'
        redirectToProvider: 'azureactivedirectory'
        // What proves itself by its message, and what tells nothing about any deployment. A path is matched whole; only a star at its end
        // stands for what follows (MicrosoftDocs/azure-docs, issue 86514).
        excludedPaths: [
          '/webhooks/*'
          '/api/messages'
          '/healthz'
          '/readyz'
        ]
      }
      httpSettings: { requireHttps: true }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: consoleClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0'
            // No secret: this setting names the managed identity that the registration trusts.
            clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
          }
          validation: {
            allowedAudiences: [consoleClientId, 'api://${consoleClientId}']
          }
        }
      }
      login: {
        // The gate calls nobody in a caller's name, so it keeps no tokens.
        tokenStore: { enabled: false }
      }
    }
  }

  // Deployment is by Entra ID: no user name and password is taken.
  resource ftpPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scmPasswords 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
