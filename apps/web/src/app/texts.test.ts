import { expect, test } from 'vitest';
import * as vocabulary from '@throughline/domain/vocabulary';
import english from '../shared/words/en.json' with { type: 'json' };
import { fileOf, languages } from './texts.ts';

const files = import.meta.glob<Record<string, unknown>>(
  [
    './i18n/*.json',
    '../shared/i18n/*.json',
    '../shared/words/*.json',
    '../features/*/i18n/*.json',
    '../../../../libs/charts/src/i18n/*.json',
    '../../../../libs/domain/src/refusals/{en,es}.ts',
  ],
  { import: 'default', eager: true },
);

/** The paths of all texts; plural forms count as one, because languages differ in them. */
function keysOf(texts: unknown, path = ''): string[] {
  if (typeof texts !== 'object' || texts === null) return [path.replace(/_(zero|one|two|few|many|other)$/, '')];
  return Object.entries(texts).flatMap(([key, value]) => keysOf(value, path ? `${path}.${key}` : key));
}

const placeholders = (texts: unknown): string[] => [...new Set(JSON.stringify(texts).match(/\{\{\w+\}\}/g))].sort();

const englishFiles = Object.keys(files).filter((path) => /\/en[.](json|ts)$/.test(path));

test('there are texts to compare', () => {
  expect(englishFiles).toContain(fileOf('sign-in', 'en'));
  expect(englishFiles).toContain(fileOf('words', 'en'));
  expect(englishFiles).toContain(fileOf('charts', 'en'));
  expect(englishFiles).toContain(fileOf('refusals', 'en'));
});

test.each(englishFiles)('%s has every text in every language, with the same placeholders', (path) => {
  for (const language of languages) {
    const other = files[path.replace('/en.', `/${language}.`)];
    expect(new Set(keysOf(other))).toEqual(new Set(keysOf(files[path])));
    expect(placeholders(other)).toEqual(placeholders(files[path]));
  }
});

const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const endings: Record<string, string> = { ies: 'y', uses: 'us', s: '' };
const singular = (name: string): string => snake(name).replace(/(?:ies|uses|s)$/, (ending) => endings[ending] ?? '');

/** Parts of `hiddenReasons`, whose labels they have. */
const parts: readonly string[] = ['reasonsOfItsOwn', 'reasonsOfOthers'] satisfies (keyof typeof vocabulary)[];

test.each(Object.entries(vocabulary).filter(([name]) => !parts.includes(name)))(
  'every word of %s has its label',
  (name, list) => {
    const labels = (english as Record<string, Record<string, string>>)[singular(name)] ?? {};
    expect(Object.keys(labels).sort()).toEqual([...list].sort());
  },
);
