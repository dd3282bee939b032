import { refusalWord } from '@throughline/domain/refusals/words';
import { getMetadataArgsStorage } from 'typeorm';
import { expect, it } from 'vitest';
import '../../apps/api/src/app.module.ts';
import { declaredWrites } from '../../apps/api/src/kernel/inputs/declare.ts';

/** True when there is a word of its own, not the one for everything else. */
const hasWord = (kind: 'noun' | 'property', key: string): boolean =>
  refusalWord('en', kind, key) !== refusalWord('en', kind, 'other');

it('each kind of row that an input refers to has a noun', () => {
  const tables = new Set(declaredWrites().flatMap(({ references }) => references.map(({ table }) => table)));
  expect(tables.size).toBeGreaterThan(15);
  expect([...tables].filter((table) => !hasWord('noun', table))).toEqual([]);
});

it('what people name things by has a word, where there may not be two of one', () => {
  const properties = getMetadataArgsStorage()
    .indices.filter(({ unique }) => unique)
    .flatMap(({ columns }) => (Array.isArray(columns) ? [String(columns.at(-1))] : []))
    // Ids are chosen from lists, where nobody sees what is there already.
    .filter((property) => !property.endsWith('Id'));
  expect(properties).toContain('email');
  expect(properties.filter((property) => !hasWord('property', property))).toEqual([]);
});
