import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['THROUGHLINE_API'] ?? 'http://127.0.0.1:4100';

/** The texts that stand on the screens of everyday work: one file a language, also where there is no network. */
const everyday = ['my-work', 'cycles', 'actions', 'plans', 'asks', 'networks', 'thread'];
const everydayTexts = new RegExp(`/src/((app|shared)/i18n|shared/words|features/(${everyday.join('|')})/i18n)/(..)[.]json$`);

export default defineConfig({
  plugins: [react()],
  // Packages of this repository are read from their sources, so that the web needs no build of theirs first.
  resolve: { conditions: ['throughline-source', 'module', 'browser', 'development|production'] },
  build: {
    manifest: true,
    target: 'es2023',
    cssMinify: 'lightningcss',
    // All styles are smaller in one file than the requests for the files of each screen.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        // A request costs a phone as much as 30 kB: what the first screens share travels together.
        codeSplitting: {
          groups: [
            { name: (id) => `texts-${everydayTexts.exec(id)?.at(-1) ?? ''}`, test: everydayTexts },
            { name: 'app', tags: ['$initial'], priority: 3 },
            { name: 'charts', test: /\/libs\/(charts|measurement)\/|\/node_modules\/(@visx|d3-)/, priority: 2, minShareCount: 2 },
            { name: 'shared', test: /\/src\/shared\/|\/libs\/domain\/|\/node_modules\//, priority: 1, minShareCount: 4 },
          ],
        },
      },
    },
  },
  server: {
    port: 4200,
    proxy: Object.fromEntries(
      ['/graphql', '/api', '/events', '/demo', '/imports'].map((path) => [path, { target: api }]),
    ),
  },
});
