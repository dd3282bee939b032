import { expect, test } from 'vitest';
import { canKeepBoth, mergeFields, resolveField } from './conflict.ts';

const base = { title: 'Call families', note: 'Weekly', owner: 'ana', version: 3 };

test('fields changed by one side only merge by themselves', () => {
  const mine = { title: 'Call every family', note: 'Weekly', owner: 'ana' };
  const theirs = { ...base, note: 'Every Monday', version: 4 };
  expect(mergeFields(base, mine, theirs)).toEqual({
    merged: { title: 'Call every family', note: 'Every Monday', owner: 'ana' },
    conflicts: [],
  });
});

test('a field changed by both is a conflict that carries all three texts', () => {
  const { merged, conflicts } = mergeFields(base, { note: 'Daily' }, { ...base, note: 'Every Monday' });
  expect(merged).toEqual({});
  expect(conflicts).toEqual([{ field: 'note', base: 'Weekly', mine: 'Daily', theirs: 'Every Monday' }]);
});

test('both having written the same is no conflict', () => {
  expect(mergeFields(base, { note: 'Daily' }, { ...base, note: 'Daily' }).conflicts).toEqual([]);
});

test('without a base every difference is put to the person', () => {
  expect(mergeFields(undefined, { note: 'Daily', owner: 'ana' }, base).conflicts.map(({ field }) => field)).toEqual([
    'note',
  ]);
});

test('lists compare by content; an absent value and null are the same', () => {
  const { conflicts } = mergeFields({ who: ['a'], by: null }, { who: ['a'], by: undefined }, { who: ['a'], by: null });
  expect(conflicts).toEqual([]);
});

test('keeping both loses neither text', () => {
  const conflict = { field: 'note', base: '', mine: 'We called.', theirs: 'They wrote.' };
  expect(resolveField(conflict, 'both')).toBe('They wrote.\n\nWe called.');
  expect(resolveField(conflict, 'both', true)).toBe('They wrote. / We called.');
  expect(resolveField(conflict, 'mine')).toBe('We called.');
  expect(resolveField(conflict, 'theirs')).toBe('They wrote.');
});

test('only running text can be kept one under the other', () => {
  expect(canKeepBoth({ field: 'note', base: '', mine: 'We called.', theirs: 'They wrote.' })).toBe(true);
  expect(canKeepBoth({ field: 'state', base: '', mine: 'done', theirs: 'blocked' })).toBe(false);
  expect(canKeepBoth({ field: 'by', base: '', mine: 3, theirs: 4 })).toBe(false);
});
