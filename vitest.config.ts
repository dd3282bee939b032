import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// graphql ships CommonJS and ESM side by side; without this alias two realms of it meet in one process.
const graphql = fileURLToPath(import.meta.resolve('graphql/index.js'));

// `import` must not be listed: Vitest hands these to Node, where a CommonJS package would then require ES modules.
const conditions = ['throughline-source', 'node'];

const shared = {
  resolve: {
    conditions,
    alias: [{ find: /^graphql$/, replacement: graphql }],
  },
  ssr: { resolve: { conditions } },
};

export default defineConfig({
  test: {
    projects: [
      { ...shared, test: { name: 'libs', include: ['libs/**/*.test.{ts,tsx}'], environment: 'node' } },
      {
        ...shared,
        test: {
          name: 'api',
          include: ['apps/api/**/*.test.ts', 'test/{api,contract,faults}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 120_000,
        },
      },
      { ...shared, test: { name: 'web', include: ['apps/web/**/*.test.{ts,tsx}'], environment: 'node' } },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['test/support/e2e-setup.ts'],
          testTimeout: 90_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
