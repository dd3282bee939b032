import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Tamika Brooks', 'TB'],
  ['  Fátima “Faye” Ñúñez 🦊', 'FÑ'],
  ['Mo مُحَمَّد', 'Mمُ'],
  ['王小明', '王'],
  ['𠮷田 健', '𠮷健'],
  ['🦊', ''],
])('the initials of %s are %s, whole letters', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
