import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

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

/** The files that one process runs share the modules, whose loading takes longer than most files' tests. */
const sharedModules = { isolate: false };

const pure = { environment: 'node' as const, ...sharedModules };

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

/**
 * The longest files, which begin first: the last to end would leave a core idle. Vitest knows by itself what took how
 * long, but not in a clean clone.
 */
const longest = [
  'test/contract/new-feature.test.ts',
  'test/api/events.test.ts',
  'test/e2e/forms.test.ts',
  'test/e2e/screens.test.ts',
  'test/e2e/imports.test.ts',
  'test/e2e/ways-on.test.ts',
  'test/e2e/links.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const group = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = longest.findIndex((name) => moduleId.endsWith(name));
      return found < 0 ? longest.length : found;
    };
    return sorted.toSorted((a, b) => group(a) - group(b) || rank(a) - rank(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Vitest itself would leave one core to itself, which does next to nothing.
    maxWorkers: availableParallelism(),
    // Long enough for a busy machine: what hangs is found all the same.
    testTimeout: 60_000,
    projects: [
      { ...shared, test: { ...pure, name: 'libs', include: ['libs/**/*.test.{ts,tsx}'], ...order(0) } },
      { ...shared, test: { ...pure, name: 'web', include: ['apps/web/**/*.test.{ts,tsx}'], ...order(0) } },
      {
        ...shared,
        test: {
          ...server,
          name: 'api',
          include: ['apps/api/**/*.test.ts', 'test/{api,contract,faults}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, alone],
          ...sharedModules,
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
          // A browser test waits a fifth of its time; one more than there are cores fills that.
          maxWorkers: availableParallelism() + 1,
          ...order(2),
        },
      },
    ],
  },
});
