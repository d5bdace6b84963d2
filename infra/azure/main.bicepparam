// An example; secrets come from the environment, never from this file.
using 'main.bicep'

param image = 'myregistry.azurecr.io/teams-audit-bot:0.2.0'
param registry = 'myregistry'
param postgresPassword = readEnvironmentVariable('POSTGRES_PASSWORD', '')
// Later deployments: the address out of the vault, so that the database stays as it is.
param databaseUrl = readEnvironmentVariable('DATABASE_URL', '')
param settings = {
  ACCESS_READERS: 'Global Reader, Security Reader, Reports Reader'
  ACCESS_OPERATORS: 'Security Operator, Security Administrator'
  ACCESS_ADMINS: 'Global Administrator, Security Administrator'
}
