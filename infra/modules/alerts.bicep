import { resourceTags } from 'types.bicep'

param name string
param location string
param tags resourceTags
param workspaceId string
param operatorEmail string
param oldestReviewHours int

type alert = {
  name: string
  description: string
  @description('A metric of the meter Workflow.DeploymentReviewGate.')
  metric: string
  @description('Without bins there is one row even where there is no metric at all.')
  aggregation: 'sum(Sum) by bin(TimeGenerated, 30m)' | 'max(Max) by bin(TimeGenerated, 30m)' | 'count()'
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
  @description('What is looked at, every 15 minutes.')
  window: 'PT30M' | 'PT1H'
  @description('0 is critical, 1 an error, 2 a warning.')
  severity: 1 | 2
}

var alerts alert[] = [
  {
    name: 'callbacks-failed'
    description: 'A pipeline could not be told how its review ended; the gate goes on trying.'
    metric: 'gate.callbacks.failed'
    aggregation: 'sum(Sum) by bin(TimeGenerated, 30m)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    severity: 1
  }
  {
    name: 'no-eligible-reviewer'
    description: 'A review was cancelled because nobody eligible could be asked.'
    metric: 'gate.reviews.no_eligible_reviewer'
    aggregation: 'sum(Sum) by bin(TimeGenerated, 30m)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    severity: 2
  }
  {
    name: 'orchestrations-failed'
    description: 'An orchestration failed or is gone; its deployment was cancelled.'
    metric: 'gate.orchestrations.failed'
    aggregation: 'sum(Sum) by bin(TimeGenerated, 30m)'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT30M'
    severity: 1
  }
  {
    name: 'oldest-open-review'
    description: 'A review has been open for more than ${oldestReviewHours} hours.'
    metric: 'gate.reviews.oldest_open.age'
    aggregation: 'max(Max) by bin(TimeGenerated, 30m)'
    operator: 'GreaterThan'
    threshold: oldestReviewHours * 3600
    window: 'PT30M'
    severity: 2
  }
  {
    name: 'silent'
    description: 'Nothing was heard for an hour from the job that looks at all open reviews every 5 minutes: the gate does not run.'
    metric: 'gate.reviews.oldest_open.age'
    aggregation: 'count()'
    operator: 'LessThan'
    threshold: 1
    window: 'PT1H'
    severity: 1
  }
]

resource operators 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'gate'
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: operatorEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${alert.name}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT15M'
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: 'AppMetrics | where Name == "${alert.metric}" | summarize Value = ${alert.aggregation}'
            metricMeasureColumn: 'Value'
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // A new workspace knows the table only from the first metric on.
      skipQueryValidation: true
      actions: { actionGroups: [operators.id] }
    }
  }
]
