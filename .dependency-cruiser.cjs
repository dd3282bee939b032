/** The directions of the code: docs/architecture.md. Run with `npm run lint`. */
module.exports = {
  forbidden: [
    {
      name: 'libs-import-no-app',
      comment: 'A library knows nothing of the applications.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'domain-and-measurement-stand-alone',
      comment: 'The two bottom libraries import nothing of ours.',
      severity: 'error',
      from: { path: '^libs/(domain|measurement)/' },
      to: { path: '^(libs|apps)/', pathNot: '^libs/$1/' },
    },
    {
      name: 'source-files-only-on-domain',
      severity: 'error',
      from: { path: '^libs/source-files/' },
      to: { path: '^libs/', pathNot: '^libs/(source-files|domain)/' },
    },
    {
      name: 'charts-only-on-measurement',
      severity: 'error',
      from: { path: '^libs/charts/' },
      to: { path: '^libs/', pathNot: '^libs/(charts|measurement)/' },
    },
    {
      name: 'web-and-api-apart',
      comment: 'They meet in schema.graphql and in the domain library.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'api-feature-through-its-service',
      comment:
        'A feature of the api changes another only through its service and its module. It may name the other’s entity ' +
        'to find the row that it authorises by, and its reads to make one statement of two. GraphQL types may name types.',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/', pathNot: '[.](entity|type|test)[.]ts$' },
      to: {
        path: '^apps/api/src/features/',
        pathNot: '^apps/api/src/features/($1/|.+[.](service|module|entity|reads|type)[.]ts$)',
      },
    },
    {
      name: 'api-entity-names-no-other-feature',
      comment: 'References name tables, so that no feature must load another one to refer to it.',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/.+[.]entity[.]ts$' },
      to: { path: '^apps/api/src/features/', pathNot: '^apps/api/src/features/$1/' },
    },
    {
      name: 'api-type-names-only-types',
      comment: 'The entity is not the GraphQL type.',
      severity: 'error',
      from: { path: '^apps/api/src/features/([^/]+)/.+[.]type[.]ts$' },
      to: { path: '^apps/api/src/features/', pathNot: '^apps/api/src/features/($1/|.+[.]type[.]ts$)' },
    },
    {
      name: 'api-ground-knows-nothing',
      comment: 'The kernel and the settings are the ground; the embedded database stands by itself.',
      severity: 'error',
      from: { path: '^apps/api/src/(kernel|config|embedded)/', pathNot: '[.]test[.]ts$' },
      to: { path: '^apps/api/src/', pathNot: '^apps/api/src/$1/' },
    },
    {
      name: 'api-database-on-the-ground',
      severity: 'error',
      from: { path: '^apps/api/src/database/' },
      to: { path: '^apps/api/src/', pathNot: '^apps/api/src/(database|kernel|config)/' },
    },
    {
      name: 'api-mechanisms-know-no-feature',
      comment: 'What every feature goes through knows none of them.',
      severity: 'error',
      from: {
        path: '^apps/api/src/(accounts|tenancy|events|writes|graphql|health|disclosure)/',
        pathNot: '[.]test[.]ts$',
      },
      to: { path: '^apps/api/src/(features|schema|embedded|cli|demo|[^/]+[.]ts$)' },
    },
    {
      name: 'api-features-know-no-roof',
      comment:
        'The roof (entities, data source, migrations), the commands and the demo know the features, never the other way.',
      severity: 'error',
      from: { path: '^apps/api/src/features/', pathNot: '[.]test[.]ts$' },
      to: { path: '^apps/api/src/(schema|embedded|cli|demo|graphql|[^/]+[.]ts$)' },
    },
    {
      name: 'api-roof-below-commands',
      severity: 'error',
      from: { path: '^apps/api/src/(schema|demo)/' },
      to: { path: '^apps/api/src/(cli|[^/]+[.]ts$)' },
    },
    {
      name: 'web-feature-apart',
      comment:
        'What two features of the web use lives in shared/. The pages of networks and indicators name the parts that features bring.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/', pathNot: '/(network-tabs|indicator-parts)[.]ts$' },
      to: { path: '^apps/web/src/features/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'web-shared-knows-no-feature',
      severity: 'error',
      from: { path: '^apps/web/src/shared/' },
      to: { path: '^apps/web/src/(features|app)/' },
    },
    {
      name: 'no-cycle',
      comment: 'Cycles pass in Vitest and crash the compiled modules.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'production-code-imports-no-test',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '([.]test[.]tsx?$|^test/)' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['throughline-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
