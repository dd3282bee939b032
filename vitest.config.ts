import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

// graphql ships CommonJS and ESM side by side; without this alias two realms of it meet in one process.
const graphql = fileURLToPath(import.meta.resolve('graphql/index.js'));

// `import` must not be listed: Vitest hands these to Node, where a CommonJS package would then require ES modules.
const conditions = ['throughline-source', 'node'];

const shared = {
  extends: true as const,
  resolve: {
    conditions,
    alias: [{ find: /^graphql$/, replacement: graphql }],
  },
  ssr: { resolve: { conditions } },
};

/** Tests that start servers: a machine that does several things at once needs many times what an idle one does. */
const server = {
  environment: 'node' as const,
  testTimeout: 120_000,
  hookTimeout: 240_000,
  // The second that Vitest gives by itself is too short for a page that opens on such a machine.
  expect: { poll: { timeout: 30_000 } },
  globalSetup: ['test/support/run-setup.ts'],
};

const alone = 'apps/api/**/*.alone.test.ts';

// The quick groups come first, so that most faults are seen within the first minute.
const order = (groupOrder: number) => ({ sequence: { groupOrder } });

export default defineConfig({
  test: {
    // Vitest itself would leave one core to itself, which does next to nothing.
    maxWorkers: availableParallelism(),
    // Long enough for a busy machine: what hangs is found all the same.
    testTimeout: 60_000,
    projects: [
      { ...shared, test: { name: 'libs', include: ['libs/**/*.test.{ts,tsx}'], environment: 'node', ...order(0) } },
      { ...shared, test: { name: 'web', include: ['apps/web/**/*.test.{ts,tsx}'], environment: 'node', ...order(0) } },
      {
        ...shared,
        test: {
          ...server,
          name: 'api',
          include: ['apps/api/**/*.test.ts', 'test/{api,contract,faults}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, alone],
          // The files that one process runs share the modules, whose loading takes longer than most files' tests.
          isolate: false,
          ...order(1),
        },
      },
      // What replaces a module or weighs the memory has a process of its own.
      { ...shared, test: { ...server, name: 'alone', include: [alone], ...order(1) } },
      {
        ...shared,
        test: {
          ...server,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/e2e-setup.ts'],
          ...order(2),
        },
      },
    ],
  },
});
