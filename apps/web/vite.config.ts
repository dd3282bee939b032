import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env['THROUGHLINE_API'] ?? 'http://127.0.0.1:4100';

/** What draws charts: heavy, and on no screen that is opened in a hurry. */
const charts =
  /\/libs\/(charts|measurement)\/|\/src\/shared\/(chart-downloads|series\/(?!series-query))|\/node_modules\/(@visx|d3-)/;
const feature = /\/src\/features\/([^/]+)\//;

/** Lets the page name the code that every screen needs, so that it is on its way before `boot.ts` runs and asks for it. */
const preloadApp: Plugin = {
  name: 'preload-app',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.values(bundle ?? {})
        .filter((file) => file.type === 'chunk' && ['app', 'shared'].includes(file.name))
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          injectTo: 'head',
        })),
  },
};

/** The screens and parts that must open with no network, also when they were never opened before. */
const neededOffline = [
  'main',
  'app/texts-en',
  'app/texts-es',
  'app/refused-writes',
  'app/unsent-list',
  'i18n/en.json', // the charts'
  'i18n/es.json',
  'refusals/en',
  'refusals/es',
  'features/actions/action-screen',
  'features/escalations/escalation-screen',
  'features/escalations/escalations-screen',
  'features/escalations/network-escalations-tab',
  'features/data-form/data-form-screen',
  'features/data-form/i18n/en.json',
  'features/data-form/i18n/es.json',
  'features/cycles/cycle-screen',
  'features/cycles/quick-log-screen',
  'features/cycles/tests-tab',
  'features/my-work/my-work-screen',
  'shared/series/series-chart',
  'features/networks/network-screen',
  'features/plans/plan-tab',
  'features/thread/thread-tab',
];

/** Writes the list of files that the service worker keeps: the code of those screens, all styles, the font. */
const offlineFiles: Plugin = {
  name: 'offline-files',
  enforce: 'post',
  generateBundle(_, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const files = new Set<string>();
    const add = (fileName: string): void => {
      const chunk = chunks.find((one) => one.fileName === fileName);
      if (!chunk || files.has(fileName)) return;
      files.add(fileName);
      for (const next of chunk.imports) add(next);
    };
    for (const entry of chunks.filter(({ isEntry }) => isEntry)) add(entry.fileName);
    for (const name of neededOffline) {
      const found = chunks.find(({ facadeModuleId }) =>
        facadeModuleId?.replace(/[.]tsx?$/, '').endsWith(`/src/${name}`),
      );
      if (!found) throw new Error(`No chunk begins with src/${name}, which is needed offline.`);
      add(found.fileName);
    }
    for (const fileName of Object.keys(bundle)) {
      if (/[.]css$|inter-subset/.test(fileName)) files.add(fileName);
    }
    const source = JSON.stringify([...files].map((fileName) => `/${fileName}`));
    this.emitFile({ type: 'asset', fileName: 'offline-files.json', source });
  },
};

export default defineConfig({
  plugins: [react(), preloadApp, offlineFiles],
  // Packages of this repository are read from their sources, so that the web needs no build of theirs first.
  resolve: { conditions: ['throughline-source', 'module', 'browser', 'development|production'] },
  build: {
    manifest: true,
    target: 'es2023',
    cssMinify: 'lightningcss',
    // All styles in one file are smaller than what the requests for those of each screen would cost.
    cssCodeSplit: false,
    rolldownOptions: {
      preserveEntrySignatures: false,
      output: {
        // A request costs a phone as much time as 30 kB, so what the first screens share travels together.
        codeSplitting: {
          groups: [
            { name: 'boot', tags: ['$initial'], priority: 4 },
            { name: 'boot', test: /rolldown\/runtime/, priority: 4 },
            { name: 'app', test: /\/src\/main\.tsx$/, priority: 3 },
            // What charts share with every screen stays with what every screen shares: no screen fetches them for a date.
            { name: 'shared', test: /\/libs\/domain\/|\/src\/shared\/[^/]+$/, priority: 2.5, minShareCount: 4 },
            { name: 'charts', test: charts, priority: 2, minShareCount: 2 },
            {
              name: 'shared',
              test: /\/src\/shared\/|\/libs\/domain\/|\/node_modules\//,
              priority: 1,
              minShareCount: 4,
            },
            { name: (id) => feature.exec(id)?.[1] ?? null, test: feature, minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    port: 4200,
    proxy: Object.fromEntries(
      ['/graphql', '/api', '/events', '/demo', '/imports', '/exports', '/data-form', '/invitation', '/item-link'].map(
        (path) => [path, { target: api }],
      ),
    ),
  },
});
