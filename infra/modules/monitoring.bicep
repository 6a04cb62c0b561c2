import { monitoringMetricsPublisher } from 'roles.bicep'
import { resourceTags } from 'types.bicep'

@description('Of the Application Insights resource.')
param name string

param workspaceName string

@description('What the alerts are named after.')
param gateName string
param location string
param tags resourceTags
param identityId string
param identityPrincipalId string

@description('Days. 30 to 730.')
param logRetentionDays int

param operatorEmail string
param oldestReviewHours int

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
    features: { disableLocalAuth: true }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

// Local authentication is off, so telemetry is taken only from a principal that may publish it.
resource publishing 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identityId, monitoringMetricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: identityPrincipalId
    principalType: 'ServicePrincipal'
  }
}

module alerts 'alerts.bicep' = {
  params: {
    name: gateName
    location: location
    tags: tags
    workspaceId: workspace.id
    operatorEmail: operatorEmail
    oldestReviewHours: oldestReviewHours
  }
}

output workspaceId string = workspace.id
