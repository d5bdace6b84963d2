// An example; secrets come from the environment, never from this file.
using 'main.bicep'

param image = 'myregistry.azurecr.io/teams-audit-bot:0.2.0'
param registry = 'myregistry'
param postgresPassword = readEnvironmentVariable('POSTGRES_PASSWORD', '')
param settings = {
  ACCESS_READERS: 'Global Reader, Security Reader, Reports Reader'
  ACCESS_OPERATORS: 'Security Operator, Security Administrator'
  ACCESS_ADMINS: 'Global Administrator, Security Administrator'
}
