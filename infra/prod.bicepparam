using 'main.bicep'

// Answers buttons in Teams at once, survives the loss of a zone, and is closed to the internet but for the app itself.
param name = 'gate-prod'
// deploy.sh puts the registration's own id here; nobody can sign in with this one.
param consoleClientId = '00000000-0000-0000-0000-000000000000'
param operatorEmail = 'operators@example.com'
param webhookSecretNames = ['standard-webhooks']
param allowedCallbackOrigins = ['https://ci.example.com']
param gitHubAppId = 123456
param mail = {
  host: 'smtp.example.com'
  from: 'Deployment review gate <gate@example.com>'
  user: 'gate@example.com'
}
param alwaysReadyInstances = 2
param zoneRedundant = true
// Secrets are set from that network; add operatorIpRanges to set them from elsewhere.
param privateNetwork = true
param tags = { service: 'deployment-review-gate' }
