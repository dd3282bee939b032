import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** How many documents of a file ask for a fixed number of rows without a way to the others, and why. */
const exceptions: Record<string, [count: number, reason: string]> = {
  'features/cycles/edit-idea.tsx': [1, 'the drivers of one network, which its tree shows at once'],
  'features/cycles/quick-log-queries.ts': [2, 'kept on the device, to be chosen from with no network'],
  'features/imports/operations.ts': [2, 'mappings by how well they fit; the files that came together'],
  'features/plans/plan-operations.ts': [4, 'the tree of one network, drawn at once'],
  'shared/populations/population-query.ts': [1, 'what a partnership divides people by'],
};

/** The fields of a GraphQL document that read several rows, their number fixed, and nothing after them. */
function fixedLists(source: string): string[] {
  const documents = [...source.matchAll(/graphql\(\s*`([^`]*)`/g)].map(([, text = '']) => text);
  return documents.flatMap((text) =>
    [...text.matchAll(/(\w+)\(([^)]*)\)/g)].flatMap(([, field = '', args = '']) => {
      const first = /\bfirst:\s*(\d+)/.exec(args)?.[1];
      return first === undefined || Number(first) === 1 || /\b(?:after|search):\s*\$/.test(args) ? [] : [field];
    }),
  );
}

test('finds what reads a fixed number of rows', () => {
  const listsIn = (field: string) => fixedLists(`const A = graphql(\`query A { ${field} { nodes { id } } }\`);`);
  expect(listsIn('organizations(first: 200)')).toEqual(['organizations']);
  expect(listsIn('indicators(networkId: $networkId, first: 50)')).toEqual(['indicators']);
  expect(listsIn('places(first: 1, home: true)')).toEqual([]);
  expect(listsIn('members(first: $first, search: $search)')).toEqual([]);
  expect(listsIn('changes(first: 20, after: $after)')).toEqual([]);
});

test('no picker and no list stops at a fixed number: rows are searched as one types, or read page by page', () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const found = globSync('**/*.{ts,tsx}', { cwd: root, exclude: (name) => name.endsWith('.test.ts') })
    .map((file) => [file.replaceAll('\\', '/'), fixedLists(readFileSync(`${root}/${file}`, 'utf8')).length] as const)
    .filter(([, count]) => count > 0);
  const known = Object.entries(exceptions).map(([file, [count]]) => [file, count] as const);
  expect(found.toSorted()).toEqual(known.toSorted());
});
