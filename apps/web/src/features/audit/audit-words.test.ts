import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import texts from './i18n/en.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const sources = (pattern: string): string =>
  globSync(pattern, { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`${root}/${file}`, 'utf8'))
    .join('\n');
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, word]) => word ?? '')),
];

test('every verb that a write or a lifecycle names has its word', () => {
  const verbs = all(
    sources('apps/api/src/**/*.ts') + sources('libs/domain/src/lifecycles/*.ts'),
    /\bverb: '([a-z_]+)'/g,
  );
  expect(verbs.length).toBeGreaterThan(60);
  expect(verbs.filter((verb) => !(verb in texts.verb))).toEqual([]);
});

test('every kind of row that people write has its word', () => {
  const kinds = all(sources('apps/api/src/**/*.entity.ts'), /@TenantEntity\('([a-z_]+)'/g);
  // Written by the product itself, or told in the history of the row that they belong to.
  const parts =
    /^(audit.*|idempotency|outbox|notification|item|link|series|staged_.*|import_.*|release_ledger|disclosure_period|place_.*|population_label|observation_.*|adoption_step|escalation_wording|data_answer_draft|data_request_series)$/;
  expect(kinds.length).toBeGreaterThan(50);
  expect(kinds.filter((kind) => !(kind in texts.kind) && !parts.test(kind))).toEqual([]);
});
