import { graphDirectory, mailServer, teamsDelivery } from 'types.bicep'

param functionAppName string
param tenantId string
param identityClientId string
param botClientId string
param botHasRegistration bool
param teams teamsDelivery
param blobServiceUri string
param queueServiceUri string
param tableServiceUri string
param vaultUri string
param insightsName string

@description('Where people reach the console: an https origin without a slash at its end.')
param origin string

param operatorEmail string
param allowedCallbackOrigins string[]
param allowedDocumentOrigins string[]
param webhookSecretNames string[]
param incidentSecretNames string[]
param gitHubAppId int
param mail mailServer
param decisionLinks bool
param decisionLinksPreviousKey bool

@description('Null where people are read from the file alone.')
param directory graphDirectory?

@description('The task hub in a Durable Task Scheduler; null where orchestrations are kept in Azure Storage.')
param taskHubName string?

param schedulerEndpoint string?

@description('A setting whose value App Service reads from the Key Vault. Without a version, so that a new one is taken within a day.')
func secret(vaultUri string, name string) string => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${name})'

// Two underscores are one level of a setting's name, as in Storage:TableServiceUri.
var platform = {
  AzureWebJobsStorage__blobServiceUri: blobServiceUri
  AzureWebJobsStorage__queueServiceUri: queueServiceUri
  AzureWebJobsStorage__tableServiceUri: tableServiceUri
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // An address and an instrumentation key, which Application Insights does not take alone.
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Which of an app's identities the Azure SDK takes.
  AZURE_CLIENT_ID: identityClientId
  // The sign-in shows Entra ID the identity's token in place of a client secret.
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identityClientId
  WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenantId
}

var gate = {
  Access__SignIn: 'AppService'
  Access__TenantId: tenantId
  Api__PublicUrl: '${origin}/'
  Storage__TableServiceUri: tableServiceUri
  Storage__TablePrefix: 'Gate'
}

var bot = {
  Teams__TenantId: tenantId
  Teams__AppId: botClientId
  Teams__ConsoleBaseUrl: '${origin}/'
}

var catalogAppId = teams.?catalogAppId ?? ''
var notifyInFeed = teams.?notifyInFeed ?? false
var delivery = union(
  empty(catalogAppId) ? {} : { Teams__CatalogAppId: catalogAppId },
  !notifyInFeed
    ? {}
    : !empty(catalogAppId)
        ? { Teams__NotifyInFeed: 'true' }
        : fail('teams.notifyInFeed needs teams.catalogAppId, the gate\'s app in the tenant\'s app catalogue.'),
  teams.?channelId == null ? {} : { Teams__ChannelId: teams.?channelId ?? '' },
  teams.?channelLanguage == null ? {} : { Teams__ChannelLanguage: teams.?channelLanguage ?? '' }
)

var botCredential = botHasRegistration
  ? { Teams__ClientSecret: secret(vaultUri, 'bot-client-secret') }
  : { Teams__UseManagedIdentity: 'true' }

var mails = {
  Mail__From: mail.from
  Mail__ConsoleBaseUrl: '${origin}/'
  Mail__OperatorAddresses__0: operatorEmail
}

var mailHost = mail.?host ?? ''
var mailbox = mail.?graphMailbox ?? ''
var mailWay = empty(mailHost) == empty(mailbox)
  ? fail('Mails need one way out: set either mail.host or mail.graphMailbox.')
  : empty(mailbox)
      ? {
          Mail__SmtpHost: mailHost
          Mail__SmtpPort: string(mail.?port ?? 587)
          Mail__Security: mail.?security ?? 'StartTls'
        }
      : {
          Mail__Graph__Mailbox: mailbox
          Mail__Graph__UseManagedIdentity: 'true'
          Mail__Graph__ClientId: identityClientId
        }

var links = union(
  decisionLinks ? { DecisionLinks__Key: secret(vaultUri, 'decision-links-key') } : {},
  decisionLinksPreviousKey ? { DecisionLinks__PreviousKey: secret(vaultUri, 'decision-links-previous-key') } : {}
)

var mailUser = mail.?user ?? ''
var mailAccount = empty(mailUser)
  ? {}
  : {
      Mail__User: mailUser
      Mail__Password: secret(vaultUri, 'mail-password')
    }

var gitHub = gitHubAppId == 0
  ? {}
  : {
      GitHub__AppId: string(gitHubAppId)
      GitHub__PrivateKey: secret(vaultUri, 'github-private-key')
      GitHub__WebhookSecret: secret(vaultUri, 'github-webhook-secret')
    }

var standardWebhooks = empty(webhookSecretNames)
  ? {}
  : union(
      toObject(
        range(0, length(webhookSecretNames)),
        index => 'StandardWebhooks__Secrets__${index}',
        index => secret(vaultUri, webhookSecretNames[index])
      ),
      toObject(
        range(0, length(allowedCallbackOrigins)),
        index => 'StandardWebhooks__AllowedCallbackOrigins__${index}',
        index => allowedCallbackOrigins[index]
      ),
      toObject(
        range(0, length(allowedDocumentOrigins)),
        index => 'StandardWebhooks__AllowedDocumentOrigins__${index}',
        index => allowedDocumentOrigins[index]
      )
    )

var incidents = toObject(
  range(0, length(incidentSecretNames)),
  index => 'Incidents__Secrets__${index}',
  index => secret(vaultUri, incidentSecretNames[index])
)

var levelGroups = directory.?levelGroups ?? []
var roleGroups = directory.?roleGroups ?? []
var titleLevels = directory.?titleLevels ?? []

var graph = directory == null
  ? {}
  : union(
      {
        Graph__UseManagedIdentity: 'true'
        Graph__ClientId: identityClientId
        Graph__UsePeopleFile: string(directory.?usePeopleFile ?? false)
        Graph__ReadPresence: string(directory.?readPresence ?? false)
        Graph__ReadMailboxSettings: string(directory.?readMailboxSettings ?? false)
      },
      toObject(range(0, length(levelGroups)), index => 'Graph__LevelGroups__${index}__Group', index => levelGroups[index].group),
      toObject(range(0, length(levelGroups)), index => 'Graph__LevelGroups__${index}__Level', index => levelGroups[index].level),
      toObject(range(0, length(roleGroups)), index => 'Graph__RoleGroups__${index}__Group', index => roleGroups[index].group),
      toObject(range(0, length(roleGroups)), index => 'Graph__RoleGroups__${index}__Role', index => roleGroups[index].role),
      toObject(range(0, length(titleLevels)), index => 'Graph__TitleLevels__${index}__Title', index => titleLevels[index].title),
      toObject(range(0, length(titleLevels)), index => 'Graph__TitleLevels__${index}__Level', index => titleLevels[index].level),
      toObject(
        items(directory.?loginAttributes ?? {}),
        item => 'Graph__LoginAttributes__${item.key}',
        item => string(item.value)
      )
    )

var pipelines = empty(webhookSecretNames) && gitHubAppId == 0
  ? fail('No pipeline could reach this gate: set webhookSecretNames or gitHubAppId.')
  : union(gitHub, standardWebhooks)

var scheduler = taskHubName == null
  ? {}
  : {
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${schedulerEndpoint!};Authentication=ManagedIdentity;ClientID=${identityClientId}'
      TASKHUB_NAME: taskHubName!
    }

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(
      union(platform, gate, bot, botCredential, delivery),
      union(mails, mailWay, mailAccount, links, pipelines, incidents, graph, scheduler)
    )
  }
}
