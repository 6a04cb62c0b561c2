using 'main.bicep'

// The smallest gate: it sleeps while nobody asks it.
param name = 'gate-dev'
// deploy.sh puts the registration's own id here; nobody can sign in with this one.
param consoleClientId = '00000000-0000-0000-0000-000000000000'
param operatorEmail = 'operators@example.com'
param webhookSecretNames = ['standard-webhooks']
param allowedCallbackOrigins = ['https://ci.example.com']
param mail = {
  host: 'smtp.example.com'
  from: 'Deployment review gate (dev) <gate@example.com>'
}
param maximumInstanceCount = 5
param logRetentionDays = 30
