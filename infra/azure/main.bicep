// The bot on Azure Container Apps: docs/running.md, “Azure”, has the commands around it (what-if, deploy, remove).
// No client secret is needed: a managed identity is the bot in Teams and reads Graph. Container Apps rather than App Service,
// because its revisions overlap at an upgrade and go back with one command. No SQLite here: its file would lie on a network
// share, where its locks do not hold.
targetScope = 'resourceGroup'

@description('Begins the names of all resources.')
@minLength(3)
@maxLength(20)
param name string = 'audit-bot'

@description('Region of everything but the bot registration, which is global.')
param location string = resourceGroup().location

@description('Image with its tag, for example myregistry.azurecr.io/teams-audit-bot:0.2.0.')
param image string

@description('Name of an Azure Container Registry in this resource group from which the image is pulled; empty: the image is public.')
param registry string = ''

@description('Two or more answer on while one of them is away; all share the database.')
@minValue(1)
@maxValue(5)
param replicas int = 2

@description('UserAssignedMSI: the managed identity is the bot. SingleTenant: an application that was registered before, with a secret.')
@allowed([
  'UserAssignedMSI'
  'SingleTenant'
])
param botIdentity string = 'UserAssignedMSI'

@description('Application id of the bot, for SingleTenant alone.')
param botAppId string = ''

@description('Client secret of that application, for SingleTenant alone; kept in the vault.')
@secure()
param botAppSecret string = ''

@description('postgres://… of a database that is there already; empty: a PostgreSQL is made.')
@secure()
param databaseUrl string = ''

@description('Password of the PostgreSQL that is made; not needed with databaseUrl.')
@secure()
param postgresPassword string = ''

@description('Size of the PostgreSQL that is made.')
param postgresSku string = 'Standard_B1ms'

@description('Days for which the PostgreSQL that is made can be put back to any moment.')
@minValue(7)
@maxValue(35)
param postgresBackupDays int = 14

@description('More settings as in .env.example, none of them secret: { ACCESS_READERS: \'…\' }.')
param settings object = {}

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 90

var isMsi = botIdentity == 'UserAssignedMSI'
var unique = uniqueString(resourceGroup().id)
var vaultName = '${take(replace(name, '-', ''), 10)}${unique}'
var secretsUserRole = '4633458b-17de-408a-b874-0445c86b69e6'
var acrPullRole = '7f951dda-4ed3-4680-a7ca-43fe172d538d'
var moreSettings = [for setting in items(settings): {
  name: setting.key
  value: string(setting.value)
}]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: logDays
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.40.0.0/24'
      ]
    }
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.40.0.0/25'
          delegations: [
            {
              name: 'apps'
              properties: {
                serviceName: 'Microsoft.App/environments'
              }
            }
          ]
        }
      }
      {
        name: 'postgres'
        properties: {
          addressPrefix: '10.40.0.128/28'
          delegations: [
            {
              name: 'postgres'
              properties: {
                serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers'
              }
            }
          ]
        }
      }
    ]
  }
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 7
  }
}

// Reads the values of secrets in this vault, and nothing else.
resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUserRole)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUserRole)
  }
}

resource botSecret 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!isMsi) {
  parent: vault
  name: 'bot-secret'
  properties: {
    value: botAppSecret
  }
}

resource givenDatabase 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(databaseUrl)) {
  parent: vault
  name: 'database-url'
  properties: {
    value: databaseUrl
  }
}

module postgres 'postgres.bicep' = if (empty(databaseUrl)) {
  name: 'postgres'
  params: {
    name: '${name}-${unique}'
    location: location
    subnetId: '${network.id}/subnets/postgres'
    networkId: network.id
    vaultName: vault.name
    password: postgresPassword
    sku: postgresSku
    backupDays: postgresBackupDays
  }
}

resource images 'Microsoft.ContainerRegistry/registries@2023-07-01' existing = if (!empty(registry)) {
  name: empty(registry) ? 'none' : registry
}

resource pullsImages 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(registry)) {
  name: guid(resourceGroup().id, registry, identity.id, acrPullRole)
  scope: images
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', acrPullRole)
  }
}

resource appEnvironment 'Microsoft.App/managedEnvironments@2025-01-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
    vnetConfiguration: {
      infrastructureSubnetId: '${network.id}/subnets/apps'
    }
    workloadProfiles: [
      {
        name: 'Consumption'
        workloadProfileType: 'Consumption'
      }
    ]
  }
}

resource app 'Microsoft.App/containerApps@2025-01-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identity.id}': {}
    }
  }
  properties: {
    environmentId: appEnvironment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      maxInactiveRevisions: 10
      ingress: {
        external: true
        allowInsecure: false
        targetPort: 3978
        transport: 'http'
      }
      registries: empty(registry) ? [] : [
        {
          server: '${registry}.azurecr.io'
          identity: identity.id
        }
      ]
      // Without a version: what is put into the vault counts within half an hour, and the replicas begin anew by themselves.
      secrets: concat([
        {
          name: 'database-url'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/database-url'
          identity: identity.id
        }
      ], isMsi ? [] : [
        {
          name: 'bot-secret'
          keyVaultUrl: '${vault.properties.vaultUri}secrets/bot-secret'
          identity: identity.id
        }
      ])
    }
    template: {
      // The bot finishes its turns for 28 s at most.
      terminationGracePeriodSeconds: 45
      containers: [
        {
          name: 'bot'
          image: image
          resources: {
            cpu: json('0.5')
            memory: '1Gi'
          }
          env: concat([
            {
              name: 'MicrosoftAppType'
              value: isMsi ? 'UserAssignedMsi' : 'SingleTenant'
            }
            {
              name: 'MicrosoftAppId'
              value: isMsi ? identity.properties.clientId : botAppId
            }
            {
              name: 'MicrosoftAppTenantId'
              value: subscription().tenantId
            }
            {
              name: 'AZURE_CLIENT_ID'
              value: identity.properties.clientId
            }
            {
              name: 'DATABASE_URL'
              secretRef: 'database-url'
            }
          ], isMsi ? [] : [
            {
              name: 'MicrosoftAppPassword'
              secretRef: 'bot-secret'
            }
          ], moreSettings)
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/readyz'
                port: 3978
              }
              periodSeconds: 30
              timeoutSeconds: 5
              failureThreshold: 10
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 3978
              }
              periodSeconds: 15
              timeoutSeconds: 5
              failureThreshold: 4
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/healthz'
                port: 3978
              }
              periodSeconds: 5
              timeoutSeconds: 5
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: replicas
        maxReplicas: replicas
      }
    }
  }
  dependsOn: [
    readsSecrets
    pullsImages
    botSecret
    givenDatabase
    postgres
  ]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-${unique}'
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: 'F0'
  }
  properties: {
    displayName: 'Audit Bot'
    endpoint: 'https://${app.properties.configuration.ingress.fqdn}/api/messages'
    msaAppType: botIdentity
    msaAppId: isMsi ? identity.properties.clientId : botAppId
    msaAppTenantId: subscription().tenantId
    msaAppMSIResourceId: isMsi ? identity.id : null
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

@description('Where Teams sends what people write; the bot registration has it already.')
output messagingEndpoint string = bot.properties.endpoint

@description('MicrosoftAppId for `npm run manifest`.')
output botId string = bot.properties.msaAppId

@description('Object id of the identity that reads Graph, for `npm run register -- --principal`.')
output graphPrincipalId string = identity.properties.principalId

@description('Where secrets are kept.')
output vault string = vault.name
