import { expect, test } from 'vitest';
import { writtenValue } from './field-words.ts';

const owner = { label: 'Who', options: { '': 'Nobody', ana: 'Ana Ruiz', ben: 'Ben Cole' } };

test('a chosen value is written as the form calls it, several of them one after the other', () => {
  expect(writtenValue(owner, 'ana')).toBe('Ana Ruiz');
  expect(writtenValue(owner, ['ana', 'ben'])).toBe('Ana Ruiz, Ben Cole');
  expect(writtenValue(owner, null)).toBe('Nobody');
  expect(writtenValue({ label: 'Key', options: { true: 'Yes', false: 'No' } }, false)).toBe('No');
});

test('text is written as it is, and nothing as a dash', () => {
  expect(writtenValue({ label: 'Title' }, 'Call families')).toBe('Call families');
  expect(writtenValue(undefined, '')).toBe('—');
  expect(writtenValue(undefined, [])).toBe('—');
  expect(writtenValue(undefined, 3)).toBe('3');
});

test('a value that left the list is written as it is stored', () => {
  expect(writtenValue(owner, 'carol')).toBe('carol');
});
