import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { itemKinds } from '@throughline/domain/vocabulary';
import english from '../shared/words/en.json' with { type: 'json' };
import spanish from '../shared/words/es.json' with { type: 'json' };

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const read = (path: string): string => readFileSync(`${root}/${path}`, 'utf8');

test('the glossary names every kind of item, with the words that screens show', () => {
  const rows = read('docs/words.md').matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\|/gm);
  const glossary = Object.fromEntries([...rows].map(([, code, screen, pantalla]) => [code, [screen, pantalla]]));
  expect(glossary).toEqual(
    Object.fromEntries(itemKinds.map((kind) => [kind, [english.item_kind[kind], spanish.item_kind[kind]]])),
  );
});

/** Every text under a key; the keys themselves are code. */
function textsOf(texts: unknown): string[] {
  return typeof texts === 'string' ? [texts] : Object.values(texts as object).flatMap(textsOf);
}

test.each([
  ['en', /\b(cycles?|escalations?)\b/i],
  ['es', /\b(ciclos?|escalad[oa]s?|escalaci(ón|ones))\b/i],
])('screens speak of tests and asks, never of cycles and escalations (%s)', (language, noun) => {
  const files = globSync(`{apps/web,libs/charts}/src/**/${language}.json`, { cwd: root });
  expect(files.length).toBeGreaterThan(15);
  const found = files.flatMap((path) => textsOf(JSON.parse(read(path))).filter((text) => noun.test(text)));
  expect(found).toEqual([]);
});

/** What of the API may speak of an ask: its words and date, whom it goes to, and that an answer is asked for anew. */
const namesOfAsks = new Set(['ask', 'askedOf', 'askedOfMe', 'askedOfName', 'asksAnew']);

test('the API speaks of escalations: an ask is what one of them asks for', () => {
  const names = [...read('apps/api/schema.graphql').matchAll(/^(?:type|input|enum) (\w+)|^ +(\w+)[(:]/gm)];
  const asks = names
    .map(([, type, field]) => type ?? field ?? '')
    .filter((name) => /^ask|Ask(?![a-z])|Asks|Asked/.test(name));
  expect(asks).toContain('ask');
  expect(asks.filter((name) => !namesOfAsks.has(name))).toEqual([]);
});

test('each place that the architecture names is there', () => {
  const table = read('docs/architecture.md').split('## Mechanisms')[1]?.split('\n## ')[0] ?? '';
  const places = [...table.matchAll(/^\| [^|]+ \| `([^`]+)`/gm)].map(([, path]) => path ?? '');
  expect(places.length).toBeGreaterThan(25);
  expect(places.filter((path) => globSync(path, { cwd: root }).length === 0)).toEqual([]);
});

test.each(['en', 'es'])('a percent sign stands at its number, as on the charts (%s)', (language) => {
  const texts = globSync(`{apps/web,libs/charts}/src/**/${language}.json`, { cwd: root });
  const written = [...texts, `libs/domain/src/refusals/${language}.ts`].flatMap((path) => read(path).split('\n'));
  expect(written.filter((line) => /[\d}][\s\u00a0]%/.test(line))).toEqual([]);
  // A number that a screen writes itself: `shared/session/format.ts` and `formatValue` of the charts do it for all.
  const code = globSync('{apps/web,libs/charts,libs/domain}/src/**/*.{ts,tsx}', { cwd: root });
  const typed = code.filter((path) => !path.includes('.test.')).flatMap((path) => read(path).split('\n'));
  expect(typed.filter((line) => /\}(?: |\u00a0|\\u00a0)%|'(?: |\u00a0|\\u00a0)%'/.test(line))).toEqual([]);
});
