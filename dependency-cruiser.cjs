/** The layering of src/, held by `npm run check`. ARCHITECTURE.md says why. */
const only = (name, pkg, folder) => ({
  name,
  severity: 'error',
  comment: `${pkg} is used in ${folder} only`,
  from: { path: '^src/', pathNot: `^(${folder})` },
  to: { path: `node_modules/(${pkg})/` },
});
const within = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^src/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot:
          '^src/(main|ask|backup|verify-log|doctor-main|start-doctor|demo/main|demo/bot|demo/tenant/main|cards/adaptivecards-schema\\.d)\\.ts$',
      },
      to: {},
    },
    within('domain-is-pure', '^src/domain/', '^src/domain/'),
    {
      name: 'inner-layers-have-no-packages',
      severity: 'error',
      from: { path: '^src/(domain|ports|alerts|searches|auditing|exports|doctor)/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'commands-use-zod-at-most',
      severity: 'error',
      from: { path: '^src/commands/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/(zod|lru-cache)/' },
    },
    within('ports-see-domain', '^src/ports/', '^src/(ports|domain)/'),
    within('cards-see-errors', '^src/cards/', '^src/(cards|ports|domain)/|^src/errors\\.ts$'),
    within(
      'commands-see-inwards',
      '^src/commands/',
      '^src/(commands|exports|cards|ports|domain)/|^src/errors\\.ts$',
    ),
    within(
      'alerts-see-inwards',
      '^src/alerts/',
      '^src/(alerts|cards|ports|domain)/|^src/errors\\.ts$',
    ),
    within(
      'searches-see-inwards',
      '^src/searches/',
      '^src/(searches|ports|domain)/|^src/errors\\.ts$',
    ),
    within(
      'auditing-sees-inwards',
      '^src/auditing/',
      '^src/(auditing|ports|domain)/|^src/errors\\.ts$',
    ),
    within(
      'inbound-sees-application',
      '^src/inbound(\\.ts$|/)',
      '^src/(inbound|access|commands|alerts|exports|cards|ports|domain)(/|\\.ts)|^src/errors\\.ts$',
    ),
    within('doctor-sees-inwards', '^src/doctor/', '^src/(doctor|ports|domain)/|^src/errors\\.ts$'),
    within(
      'exports-see-inwards',
      '^src/exports/',
      '^src/(exports|ports|domain)/|^src/errors\\.ts$',
    ),
    within(
      'networks-see-inwards',
      '^src/networks/',
      '^src/(networks|ports|domain)/|^src/errors\\.ts$',
    ),
    within('files-see-inwards', '^src/files/', '^src/(files|ports|domain|ops)/|^src/errors\\.ts$'),
    within(
      'access-sees-ports',
      '^src/(access|break-glass|group-accounts|protected-people|scope-reader|sights)\\.ts$',
      '^src/(ports|domain)/|^src/(access|errors|group-accounts|protected-people|scope-reader)\\.ts$',
    ),
    within('graph-sees-inwards', '^src/graph/', '^src/(graph|ports|domain|ops)/|^src/errors\\.ts$'),
    within(
      'exchange-sees-inwards',
      '^src/exchange/',
      '^src/(exchange|ports|domain|ops)/|^src/errors\\.ts$',
    ),
    within('store-sees-inwards', '^src/store/', '^src/(store|ports|domain|ops)/|^src/errors\\.ts$'),
    within('teams-sees-inwards', '^src/teams/', '^src/(teams|ports|domain|ops)/|^src/errors\\.ts$'),
    within('http-sees-inwards', '^src/http/', '^src/(http|ports|domain|ops)/|^src/errors\\.ts$'),
    within('ops-sees-ports', '^src/ops/', '^src/(ops|ports)/|^src/errors\\.ts$'),
    {
      name: 'nothing-imports-demo',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(demo/|(ask|doctor-main)\\.ts$)' },
      to: { path: '^src/demo/' },
    },
    within('tenant-shares-nothing-with-the-bot', '^src/demo/tenant/', '^src/demo/tenant/'),
    {
      name: 'src-never-imports-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'only-the-roots-import-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((main|ask)\\.ts$|demo/)' },
      to: { path: '^src/app\\.ts$' },
    },
    only('botbuilder-stays-in-teams', 'botbuilder[^/]*|botframework-[^/]+', 'src/teams/'),
    only('restify-stays-in-http', 'restify', 'src/http/'),
    only(
      'graph-sdk-stays-in-graph',
      '@microsoft/microsoft-graph-client|@azure/identity',
      'src/graph/',
    ),
    only('sql-stays-in-store', 'kysely|pg', 'src/store/'),
    only(
      'templating-stays-in-cards',
      'adaptivecards-templating|adaptive-expressions',
      'src/cards/',
    ),
    only('network-data-stays-in-networks', 'mmdb-lib', 'src/networks/'),
    only('log-and-metrics-libs-stay-in-ops', 'pino|prom-client', 'src/ops/'),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
